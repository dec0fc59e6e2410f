package io.carillon.server.metrics;

import io.carillon.core.port.Node;
import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.Nodes;
import io.carillon.core.port.ReadyQueue;
import io.carillon.core.port.ReadyQueue.Depth;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes together have to do and did lately, as of the last {@link #refresh}: others as
 * they said when they last renewed their leases, this one as it is. Thread-safe.
 */
public final class ClusterLoad {
  private static final Depth NO_QUEUE = new Depth(0, 0);

  private final Nodes nodes;
  private final @Nullable ReadyQueue queue;
  private final StoreCounts counts;
  private final String self;
  private final Supplier<NodeLoad> load;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile List<Node> alive = List.of();
  private volatile Depth depth = NO_QUEUE;
  private volatile boolean othersListen;

  /**
   * @param queue null: there is none
   * @param self this node's name
   * @param load of this node, now
   */
  public ClusterLoad(
      Nodes nodes,
      @Nullable ReadyQueue queue,
      StoreCounts counts,
      String self,
      Supplier<NodeLoad> load) {
    this.nodes = nodes;
    this.queue = queue;
    this.counts = counts;
    this.self = self;
    this.load = load;
  }

  /** Looks again unless a look is under way; does not wait. */
  public void refresh() {
    if (looking.compareAndSet(false, true)) {
      CompletionStage<Depth> asked =
          queue == null ? CompletableFuture.completedStage(NO_QUEUE) : queue.depth();
      var _ =
          asked
              .exceptionally(_ -> NO_QUEUE) // Nothing can be taken from it either.
              .thenCombine(
                  nodes.list(),
                  (ready, listed) -> {
                    depth = ready;
                    alive = listed.stream().filter(Node::isAlive).toList();
                    othersListen = recentOfOthers().anyMatch(Recent::isListening);
                    return ready;
                  })
              .whenComplete((_, _) -> looking.set(false));
    }
  }

  /** What all nodes did lately, this one as given. */
  Recent recent(Recent own) {
    return recentOfOthers().reduce(own, Recent::plus);
  }

  private Stream<Recent> recentOfOthers() {
    return others().flatMap(other -> Recent.decode(other.vitals().recent()).stream());
  }

  /** Whether somebody follows the events at another node. */
  public boolean othersListen() {
    return othersListen;
  }

  /** Nodes that live, this one included. */
  int nodes() {
    return 1 + (int) others().count();
  }

  /** Executions whose call is due, or will be in a moment, and that no node has got a slot for. */
  long ready() {
    Integer spilled = counts.spilled();
    long inRooms = loads().mapToLong(NodeLoad::waiting).sum();
    return depth.ready() + inRooms + (spilled == null ? 0 : spilled);
  }

  /** Calls under way. */
  long processing() {
    return loads().mapToLong(NodeLoad::inFlight).sum();
  }

  /** Nodes that make calls. */
  int workers() {
    return calling().size();
  }

  /** See {@link WorkersDesired}. */
  int workersDesired() {
    return WorkersDesired.of(calling(), ready());
  }

  private Stream<NodeLoad> loads() {
    return Stream.concat(Stream.of(load.get()), others());
  }

  private Stream<NodeLoad> others() {
    return alive.stream().filter(node -> !node.name().equals(self)).map(Node::load);
  }

  private List<NodeLoad> calling() {
    return loads().filter(each -> each.slots() > 0).toList();
  }
}

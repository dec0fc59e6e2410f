package io.carillon.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.contract.Contract;
import io.carillon.server.contract.OperationSpec;
import io.carillon.server.json.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one table of what is served: for each operation of the contract what runs it and under which
 * alias paths. Not thread-safe while it is filled.
 */
public final class RouteTable {
  /** The prefix that the aliases of {@link Entry#under(String...)} replace. */
  public static final String PREFIX = "/api/v1";

  private final Contract contract;
  private final List<Route> routes = new ArrayList<>();
  private @Nullable Set<String> kept;

  public RouteTable(Contract contract) {
    this.contract = contract;
  }

  /** Adds an operation that answers later. */
  public Entry add(String operation, Handler.Operation handler) {
    return put(operation, handler);
  }

  /**
   * Adds an operation that answers later and can say more about a refused body.
   *
   * @param further see {@link Route#further}
   */
  public Entry add(
      String operation, Handler.Operation handler, BiConsumer<JsonNode, Violations> further) {
    return put(operation, handler, further);
  }

  /** Adds an operation that answers at once. */
  public Entry addNow(String operation, Function<Request, Answer> handler) {
    return add(operation, request -> CompletableFuture.completedStage(handler.apply(request)));
  }

  /** Adds an operation that streams. */
  public Entry addStream(String operation, Handler.Stream handler) {
    return put(operation, handler);
  }

  private Entry put(String operation, Handler handler) {
    return put(operation, handler, (_, _) -> {});
  }

  private Entry put(String operation, Handler handler, BiConsumer<JsonNode, Violations> further) {
    Route route = new Route(contract.operation(operation), new ArrayList<>(), handler, further);
    routes.add(route);
    return new Entry(route);
  }

  /** Serves nothing but these operations of all that were added. */
  public void keepOnly(Set<String> operations) {
    kept = operations;
  }

  /** What is served; throws when an operation of the contract has no route or two. */
  public List<Route> routes() {
    Set<String> served = new HashSet<>();
    for (Route route : routes) {
      if (!served.add(route.spec().id())) {
        throw new IllegalStateException("served twice: " + route.spec().id());
      }
    }
    for (OperationSpec operation : contract.operations()) {
      if (!served.contains(operation.id())) {
        throw new IllegalStateException("not served: " + operation.id());
      }
    }
    return routes.stream()
        .filter(route -> kept == null || kept.contains(route.spec().id()))
        .toList();
  }

  PathTree tree() {
    PathTree tree = new PathTree();
    for (Route route : routes()) {
      tree.add(route.spec().path(), route);
      route.aliases().forEach(alias -> tree.add(alias, route));
    }
    return tree;
  }

  /** A route that takes aliases. */
  public static final class Entry {
    private final Route route;

    private Entry(Route route) {
      this.route = route;
    }

    /** Also answers at these paths. */
    public Entry at(String... paths) {
      route.aliases().addAll(List.of(paths));
      return this;
    }

    /** Also answers at its own path with {@link #PREFIX} replaced by each of these. */
    public Entry under(String... prefixes) {
      return under(route.spec().path(), prefixes);
    }

    /** Also answers at another path below {@link #PREFIX} and below each of these prefixes. */
    public Entry and(String path, String... prefixes) {
      at(path);
      return under(path, prefixes);
    }

    private Entry under(String path, String... prefixes) {
      for (String prefix : prefixes) {
        at(prefix + path.substring(PREFIX.length()));
      }
      return this;
    }
  }
}

package io.carillon.engine;

import io.carillon.core.JobSnapshot;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Gives due executions a slot, or a place in their destination's waiting room, or back to the
 * store.
 *
 * <p>Slots and room are shared by dynamic thresholds (Choudhury and Hahne, 1998): a destination may
 * take no more than a share of what is <em>free</em>, so that however many destinations are dead or
 * slow, some of both is left for the others. One destination alone can reach nearly half of the
 * node's slots (and never more than its own limit) and a quarter of the room. Since a call that
 * hangs gives its slot back late, an eighth of the slots is kept for destinations that have none
 * yet. A namespace may have a limit of its own over all its destinations, which no other namespace
 * has. Confined to the engine's thread.
 */
final class Dispatcher {
  private final EngineConfig config;
  private final ActiveJobs jobs;
  private final IntUnaryOperator namespaceInFlightMax;
  private final Consumer<Ticket> send;
  private final Consumer<Ticket> spill;
  private final Map<Integer, Lane> lanes = new HashMap<>();
  private final Map<Integer, NamespaceSlots> namespaces = new HashMap<>();
  private final ArrayDeque<Lane> ring = new ArrayDeque<>();

  /** Slots that only the first call to a destination may take. */
  private final int firstsMax;

  private int inFlight;
  private int waiting;
  private boolean slotsFreed;
  private boolean paused;

  /**
   * @param namespaceInFlightMax how many slots a namespace may take, by its key
   * @param send makes the call; the ticket holds a slot
   * @param spill gives the execution back to the store
   */
  Dispatcher(
      EngineConfig config,
      ActiveJobs jobs,
      IntUnaryOperator namespaceInFlightMax,
      Consumer<Ticket> send,
      Consumer<Ticket> spill) {
    this.config = config;
    this.namespaceInFlightMax = namespaceInFlightMax;
    this.firstsMax = config.inFlightMax() / 8;
    this.jobs = jobs;
    this.send = send;
    this.spill = spill;
  }

  /**
   * Takes a due execution. One that we are unsure of stays here in any case: the store could not
   * tell whoever claims it that it was not called.
   */
  void offer(Ticket ticket) {
    Lane lane = lane(ticket.job.snapshot);
    if (lane.waiting.isEmpty() && mayStart(lane)) {
      start(ticket, lane);
    } else if (lane.waiting.size() < roomMax() || ticket.unsure) {
      ticket.place = Ticket.Place.WAITING;
      lane.waiting.add(ticket);
      waiting++;
      enter(lane);
    } else {
      spill.accept(ticket);
    }
  }

  /** Takes an execution out of its waiting room. */
  void withdraw(Ticket ticket) {
    ticket.unqueue();
    waiting--;
  }

  /**
   * Serves the waiting rooms in turn while there are slots; returns how many executions got one.
   */
  int dispatch(int limit) {
    if (!slotsFreed || paused) {
      return 0;
    }
    int sent = 0;
    int left = ring.size();
    while (left > 0 && sent < limit && inFlight < config.inFlightMax()) {
      left--;
      Lane lane = ring.remove();
      Ticket ticket = mayStart(lane) ? lane.waiting.poll() : null;
      if (ticket != null) {
        waiting--;
        sent++;
        start(ticket, lane);
      }
      if (lane.waiting.isEmpty()) {
        lane.inRing = false;
        forgetIfIdle(lane);
      } else {
        ring.add(lane);
      }
      if (ticket != null) {
        left = ring.size();
      }
    }
    slotsFreed = sent == limit;
    return sent;
  }

  /** Takes the ticket's slot back. */
  void freeSlot(Ticket ticket) {
    Lane lane = ticket.slot;
    if (lane == null) {
      return;
    }
    ticket.slot = null;
    lane.inFlight--;
    slots(lane).inFlight--;
    inFlight--;
    slotsFreed = true;
    forgetIfIdle(lane);
  }

  /** Stops or resumes giving slots; what comes due meanwhile waits. */
  void pause(boolean pause) {
    paused = pause;
    slotsFreed = true;
  }

  /** How many more calls to the destination may be started now. */
  int startable(Lane lane) {
    if (paused) {
      return 0;
    }
    int free = config.inFlightMax() - inFlight;
    // Each one that starts leaves one slot less, so the two meet half way.
    int shared = (free - firstsMax - lane.inFlight + 1) / 2;
    int most = lane.inFlight == 0 ? Math.max(shared, Math.min(1, free)) : shared;
    int startable = Math.min(most, config.destinationInFlightMax() - lane.inFlight);
    NamespaceSlots of = lane.namespace;
    return of == null
        ? startable
        : Math.min(startable, namespaceInFlightMax.applyAsInt(of.namespaceKey) - of.inFlight);
  }

  /** As {@link #startable(Lane)}, of the job's destination. */
  int startable(JobSnapshot job) {
    Lane lane = lane(job);
    int startable = startable(lane);
    forgetIfIdle(lane);
    return startable;
  }

  /** Calls under way at the destination that has least room for more, in percent of its room. */
  int fullestPercent() {
    int fullest = 0;
    for (Lane lane : lanes.values()) {
      if (lane.inFlight > 0) {
        int room = lane.inFlight + Math.max(0, startable(lane));
        fullest = Math.max(fullest, (int) (100L * lane.inFlight / room));
      }
    }
    return fullest;
  }

  /** How many executions one destination may keep waiting now. */
  int roomMax() {
    return (config.heldMax() - jobs.held()) / 3;
  }

  Lane lane(int destinationKey) {
    return lanes.computeIfAbsent(destinationKey, Lane::new);
  }

  private Lane lane(JobSnapshot job) {
    Lane lane = lane(job.destinationKey());
    if (lane.namespace == null) {
      lane.namespace = namespaces.computeIfAbsent(job.namespaceKey(), NamespaceSlots::new);
    }
    return lane;
  }

  /** Of a lane that has had an execution. */
  private static NamespaceSlots slots(Lane lane) {
    return Objects.requireNonNull(lane.namespace);
  }

  /** Forgets the lane when it has nothing to keep. */
  void forgetIfIdle(Lane lane) {
    if (lane.isIdle() && !lane.inRing) {
      lanes.remove(lane.destinationKey, lane);
    }
  }

  int inFlight() {
    return inFlight;
  }

  int waiting() {
    return waiting;
  }

  /** How many destinations have calls under way or executions waiting. */
  int lanes() {
    return lanes.size();
  }

  private boolean mayStart(Lane lane) {
    return startable(lane) > 0;
  }

  private void start(Ticket ticket, Lane lane) {
    ticket.slot = lane;
    lane.inFlight++;
    slots(lane).inFlight++;
    inFlight++;
    send.accept(ticket);
  }

  private void enter(Lane lane) {
    if (!lane.inRing) {
      lane.inRing = true;
      ring.add(lane);
    }
  }
}

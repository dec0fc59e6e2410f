package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.JobSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slots and waiting rooms, without anything behind them. */
class DispatcherTest {
  private static final int ALL = 1_000_000;

  private final Tickets tickets = new Tickets();
  private final ActiveJobs jobs = new ActiveJobs();
  private final List<Ticket> sent = new ArrayList<>();
  private final List<Ticket> spilled = new ArrayList<>();

  @Test
  void oneDestinationReachesItsLimitOrNearlyHalfOfTheSlots() {
    Dispatcher wide = dispatcher(100, 1_000, 100_000);
    offer(wide, 1, 200);
    assertThat(wide.inFlight()).isEqualTo(44);

    sent.clear();
    Dispatcher limited = dispatcher(100, 7, 100_000);
    offer(limited, 1, 200);
    assertThat(limited.inFlight()).isEqualTo(7);
    assertThat(limited.waiting()).isEqualTo(193);
  }

  @Test
  void theFullestDestinationIsToldOf() {
    Dispatcher wide = dispatcher(100, 1_000, 100_000);
    assertThat(wide.fullestPercent()).isZero();
    offer(wide, 1, 22);
    assertThat(wide.fullestPercent()).isEqualTo(50);
    offer(wide, 1, 22);
    assertThat(wide.fullestPercent()).isEqualTo(100);

    Dispatcher limited = dispatcher(100, 8, 100_000);
    offer(limited, 1, 2);
    assertThat(limited.fullestPercent()).isEqualTo(25);
    offer(limited, 2, 6);
    assertThat(limited.fullestPercent()).isEqualTo(75);
  }

  @Test
  void oneSlotIsEnough() {
    Dispatcher dispatcher = dispatcher(1, 1, 1_000);
    offer(dispatcher, 1, 3);

    assertThat(drain(dispatcher)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100, 998})
  void howeverManyDestinationsAreDeadSlotsAreLeftForTheOthers(int dead) {
    Dispatcher dispatcher = dispatcher(1_000, 1_000, 400_000);
    for (int round = 0; round <= 1_000 / dead; round++) {
      for (int destination = 1; destination <= dead; destination++) {
        offer(dispatcher, destination, 1);
      }
    }
    int before = sent.size();

    offer(dispatcher, 5_000, 1_000);

    assertThat(sent.size() - before)
        .as("sent at once")
        .isGreaterThanOrEqualTo(Math.max(1, 1_000 * 7 / 8 / (2 * (dead + 1))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 110})
  void destinationsThatDieOneAfterTheOtherLeaveSlotsToo(int dead) {
    Dispatcher dispatcher = dispatcher(1_000, 1_000, 4_000_000);
    for (int destination = 1; destination <= dead; destination++) {
      offer(dispatcher, destination, 1_000);
    }
    int before = sent.size();

    offer(dispatcher, 5_000, 1);

    assertThat(sent).hasSize(before + 1);
  }

  @Test
  void oneDestinationKeepsAQuarterOfTheRoomWaitingAtTheMost() {
    Dispatcher dispatcher = dispatcher(2, 1, 8_000);

    offer(dispatcher, 1, 5_000);

    assertThat(dispatcher.waiting()).isBetween(1_990, 2_000);
    assertThat(spilled).hasSize(5_000 - 1 - dispatcher.waiting());
  }

  @Test
  void roomIsLeftForOthersHoweverManyDestinationsAreDead() {
    Dispatcher dispatcher = dispatcher(2, 1, 8_000);
    for (int round = 0; round < 400; round++) {
      for (int destination = 1; destination <= 50; destination++) {
        offer(dispatcher, destination, 1);
        spilled.forEach(jobs::release);
        spilled.clear();
      }
    }

    offer(dispatcher, 99, 100);

    assertThat(spilled).isEmpty();
    assertThat(jobs.held()).isLessThan(8_000);
  }

  @Test
  void waitingRoomsAreServedInTurn() {
    Dispatcher dispatcher = dispatcher(2, 1, 10_000);
    dispatcher.pause(true);
    for (int destination = 1; destination <= 3; destination++) {
      offer(dispatcher, destination, 3);
    }
    dispatcher.pause(false);
    List<Integer> order = new ArrayList<>();

    while (dispatcher.dispatch(ALL) > 0) {
      Ticket ticket = sent.removeFirst();
      order.add(ticket.job.snapshot.destinationKey());
      dispatcher.freeSlot(ticket);
    }

    assertThat(order).startsWith(1, 2, 3, 1, 2, 3);
  }

  @Test
  void whatIsPausedWaitsAndGoesOnAfterwards() {
    Dispatcher dispatcher = dispatcher(10, 10, 10_000);
    dispatcher.pause(true);
    offer(dispatcher, 1, 3);
    assertThat(dispatcher.dispatch(ALL)).isZero();
    assertThat(sent).isEmpty();

    dispatcher.pause(false);

    assertThat(dispatcher.dispatch(2)).as("in portions").isEqualTo(2);
    assertThat(dispatcher.dispatch(2)).isEqualTo(1);
    assertThat(dispatcher.waiting()).isZero();
  }

  @Test
  void aSlotIsGivenBackOnce() {
    Dispatcher dispatcher = dispatcher(10, 10, 10_000);
    offer(dispatcher, 1, 2);
    Ticket ticket = sent.getFirst();

    dispatcher.freeSlot(ticket);
    dispatcher.freeSlot(ticket);

    assertThat(dispatcher.inFlight()).isEqualTo(1);
  }

  @Test
  void aDestinationThatIsNoLongerUsedIsForgotten() {
    Dispatcher dispatcher = dispatcher(2, 1, 10_000);
    offer(dispatcher, 1, 2);
    Ticket waiting = jobs.admit(tickets.execution(Tickets.job(1, 1), 0));
    dispatcher.offer(waiting);
    dispatcher.withdraw(waiting);

    drain(dispatcher);

    assertThat(dispatcher.lanes()).isZero();
  }

  @Test
  void aNamespaceTakesNoMoreSlotsThanItsQuotaAndHoldsNobodyUp() {
    int limited = 2;
    Dispatcher dispatcher =
        new Dispatcher(
            Configs.limits(100, 50, 10_000),
            jobs,
            namespace -> namespace == limited ? 3 : Integer.MAX_VALUE,
            sent::add,
            spilled::add);

    offer(dispatcher, limited, 20, 5);
    offer(dispatcher, limited, 21, 5);
    offer(dispatcher, 1, 10, 5);

    assertThat(inFlightOf(limited)).isEqualTo(3);
    assertThat(inFlightOf(1)).isEqualTo(5);
    assertThat(dispatcher.waiting()).isEqualTo(7);
    assertThat(dispatcher.startable(dispatcher.lane(21))).isZero();

    dispatcher.freeSlot(sent.getFirst());
    assertThat(dispatcher.dispatch(ALL)).isEqualTo(1);
    assertThat(sent.getLast().job.snapshot.namespaceKey()).isEqualTo(limited);
    assertThat(drain(dispatcher)).isEqualTo(15);
    assertThat(dispatcher.waiting()).isZero();
    assertThat(dispatcher.lanes()).isZero();
  }

  @Test
  void aQuotaThatIsLoweredEndsNothingAndStartsNothing() {
    int[] quota = {4};
    Dispatcher dispatcher =
        new Dispatcher(
            Configs.limits(100, 50, 10_000), jobs, _ -> quota[0], sent::add, spilled::add);
    offer(dispatcher, 2, 20, 6);
    quota[0] = 2;

    dispatcher.freeSlot(sent.get(0));
    dispatcher.freeSlot(sent.get(1));
    assertThat(dispatcher.dispatch(ALL)).isZero();
    dispatcher.freeSlot(sent.get(2));
    assertThat(dispatcher.dispatch(ALL)).isEqualTo(1);
  }

  private long inFlightOf(int namespaceKey) {
    return sent.stream().filter(t -> t.job.snapshot.namespaceKey() == namespaceKey).count();
  }

  private void offer(Dispatcher dispatcher, int namespaceKey, int destinationKey, int count) {
    for (int i = 0; i < count; i++) {
      JobSnapshot job =
          JobDraft.of("@daily").snapshot(destinationKey, namespaceKey, destinationKey);
      dispatcher.offer(jobs.admit(tickets.execution(job, 0)));
    }
  }

  @Test
  void aTicketThatGivesItsSlotBackAtOnceLetsTheNextOneIn() {
    EngineConfig config = Configs.limits(2, 1, 10_000);
    Dispatcher[] self = new Dispatcher[1];
    Dispatcher dispatcher =
        new Dispatcher(
            config,
            jobs,
            Configs.NO_QUOTA,
            ticket -> {
              sent.add(ticket);
              self[0].freeSlot(ticket);
            },
            spilled::add);
    self[0] = dispatcher;
    dispatcher.pause(true);
    offer(dispatcher, 1, 5);
    dispatcher.pause(false);

    assertThat(dispatcher.dispatch(ALL)).isEqualTo(5);
    assertThat(dispatcher.lanes()).isZero();
  }

  @Property(seed = "20260101", tries = 300)
  void limitsHoldAndNoSlotIsIdleWhileSomebodyMayHaveIt(
      @ForAll @Size(max = 300) List<@IntRange(max = 99) Integer> steps) {
    ActiveJobs known = new ActiveJobs();
    List<Ticket> calls = new ArrayList<>();
    EngineConfig config = Configs.limits(12, 5, 1_000);
    Dispatcher dispatcher = new Dispatcher(config, known, Configs.NO_QUOTA, calls::add, _ -> {});
    for (int step : steps) {
      if (step < 60) {
        int destination = step % 7 == 0 ? step % 3 : 10;
        dispatcher.offer(known.admit(tickets.execution(Tickets.job(destination, destination), 0)));
      } else if (!calls.isEmpty()) {
        dispatcher.freeSlot(calls.remove(step % calls.size()));
      }
      dispatcher.dispatch(ALL);
      checkLimits(dispatcher, config, calls);
    }
  }

  private static void checkLimits(Dispatcher dispatcher, EngineConfig config, List<Ticket> calls) {
    assertThat(dispatcher.inFlight()).isEqualTo(calls.size());
    assertThat(dispatcher.inFlight()).isLessThanOrEqualTo(config.inFlightMax());
    Map<Integer, Integer> byDestination = new HashMap<>();
    calls.forEach(t -> byDestination.merge(t.job.snapshot.destinationKey(), 1, Integer::sum));
    int free = config.inFlightMax() - dispatcher.inFlight();
    for (int destination : List.of(0, 1, 2, 10)) {
      int inFlight = byDestination.getOrDefault(destination, 0);
      assertThat(inFlight).isLessThanOrEqualTo(config.destinationInFlightMax());
      Lane lane = dispatcher.lane(destination);
      assertThat(lane.inFlight).isEqualTo(inFlight);
      boolean mayStart =
          inFlight < Math.min(config.destinationInFlightMax(), free - config.inFlightMax() / 8);
      assertThat(mayStart && !lane.waiting.isEmpty()).isFalse();
    }
  }

  private Dispatcher dispatcher(int inFlightMax, int destinationInFlightMax, int heldMax) {
    return new Dispatcher(
        Configs.limits(inFlightMax, destinationInFlightMax, heldMax),
        jobs,
        Configs.NO_QUOTA,
        sent::add,
        spilled::add);
  }

  private void offer(Dispatcher dispatcher, int destinationKey, int count) {
    for (int i = 0; i < count; i++) {
      dispatcher.offer(
          jobs.admit(tickets.execution(Tickets.job(destinationKey, destinationKey), 0)));
    }
  }

  /** Ends every call until nothing is left; returns how many there were. */
  private int drain(Dispatcher dispatcher) {
    int ended = 0;
    do {
      while (!sent.isEmpty()) {
        dispatcher.freeSlot(sent.removeFirst());
        ended++;
      }
    } while (dispatcher.dispatch(ALL) > 0);
    return ended;
  }
}

package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** The wheel against a list that is searched from end to end. */
class TimerWheelTest {
  private static final String SEED = "20260101";
  private static final long START_MS = 1_767_225_600_123L;
  private static final int TURN_MS = 8_192;

  private final Tickets tickets = new Tickets();

  sealed interface Step {
    record Add(long inMs) implements Step {}

    record Remove(int index) implements Step {}

    record Advance(long ms) implements Step {}

    record Rebase(long backMs) implements Step {}
  }

  @Property(seed = SEED, tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void handsOutWhatAListWould(@ForAll("steps") List<Step> steps) {
    TimerWheel wheel = new TimerWheel(START_MS);
    List<Ticket> waiting = new ArrayList<>();
    List<Ticket> fired = new ArrayList<>();
    long nowMs = START_MS - 1;
    for (Step step : steps) {
      switch (step) {
        case Step.Add add -> {
          Ticket ticket = tickets.due(nowMs + add.inMs);
          wheel.add(ticket);
          waiting.add(ticket);
        }
        case Step.Remove remove -> {
          if (!waiting.isEmpty()) {
            wheel.remove(waiting.remove(remove.index % waiting.size()));
          }
        }
        case Step.Advance advance -> {
          checkNextDue(wheel, waiting, nowMs);
          checkVisits(wheel, waiting, nowMs + advance.ms);
          nowMs += advance.ms;
          long untilMs = nowMs;
          fired.clear();
          int count = wheel.advance(nowMs, fired::add);
          assertThat(count).isEqualTo(fired.size());
          List<Ticket> due = waiting.stream().filter(t -> t.dueAtMs <= untilMs).toList();
          assertThat(fired).containsExactlyInAnyOrderElementsOf(due);
          waiting.removeAll(due);
        }
        case Step.Rebase rebase -> {
          nowMs -= rebase.backMs;
          wheel.rebase(nowMs);
        }
      }
      assertThat(wheel.size()).isEqualTo(waiting.size());
    }
  }

  /** Never late: when the wheel says that nothing is due before, nothing is. */
  private static void checkNextDue(TimerWheel wheel, List<Ticket> waiting, long nowMs) {
    long limitMs = nowMs + 20_000;
    long nextMs = wheel.nextDueMs(limitMs);
    assertThat(nextMs).isLessThanOrEqualTo(limitMs);
    long trueNextMs =
        waiting.stream().mapToLong(ticket -> ticket.dueAtMs).min().orElse(Long.MAX_VALUE);
    assertThat(nextMs).isLessThanOrEqualTo(Math.max(nowMs + 1, trueNextMs));
  }

  /** What is due later is visited at its millisecond. */
  private static void checkVisits(TimerWheel wheel, List<Ticket> waiting, long ms) {
    List<Ticket> visited = new ArrayList<>();
    wheel.forEachDue(ms, visited::add);
    List<Ticket> due = waiting.stream().filter(ticket -> ticket.dueAtMs == ms).toList();
    assertThat(visited).containsExactlyInAnyOrderElementsOf(due);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> add =
        Arbitraries.oneOf(
                Arbitraries.longs().between(-5, 70),
                Arbitraries.longs().between(TURN_MS - 70, TURN_MS + 70),
                Arbitraries.longs().between(0, 4L * TURN_MS))
            .map(Step.Add::new);
    Arbitrary<Step> remove = Arbitraries.integers().between(0, 1_000).map(Step.Remove::new);
    Arbitrary<Step> advance =
        Arbitraries.oneOf(
                Arbitraries.longs().between(1, 3),
                Arbitraries.longs().between(60, 70),
                Arbitraries.longs().between(TURN_MS - 3, TURN_MS + 3),
                Arbitraries.longs().between(1, 3L * TURN_MS))
            .map(Step.Advance::new);
    Arbitrary<Step> rebase = Arbitraries.longs().between(0, 2L * TURN_MS).map(Step.Rebase::new);
    return Arbitraries.frequencyOf(
            Tuple.of(6, add), Tuple.of(1, remove), Tuple.of(4, advance), Tuple.of(1, rebase))
        .list()
        .ofMaxSize(60);
  }

  @Test
  void ticketsOfOneMillisecondComeInTheirOrder() {
    TimerWheel wheel = new TimerWheel(START_MS);
    Ticket first = tickets.due(START_MS + 5);
    Ticket second = tickets.due(START_MS + 5);
    wheel.add(first);
    wheel.add(second);
    List<Ticket> fired = new ArrayList<>();

    assertThat(wheel.nextDueMs(START_MS + 100)).isEqualTo(START_MS + 5);
    wheel.advance(START_MS + 4, fired::add);
    assertThat(fired).isEmpty();
    wheel.advance(START_MS + 5, fired::add);

    assertThat(fired).containsExactly(first, second);
    assertThat(wheel.nextDueMs(START_MS + 100)).isEqualTo(START_MS + 100);
  }

  @Test
  void whatIsAddedWhileItFiresComesWithTheNextAdvance() {
    TimerWheel wheel = new TimerWheel(START_MS);
    Ticket late = tickets.due(START_MS);
    wheel.add(tickets.due(START_MS));
    wheel.advance(START_MS, _ -> wheel.add(late));
    List<Ticket> fired = new ArrayList<>();

    wheel.advance(START_MS + 1, fired::add);

    assertThat(fired).containsExactly(late);
  }

  @Test
  void aLongSleepHandsOutEverything() {
    TimerWheel wheel = new TimerWheel(START_MS);
    for (int i = 0; i < 100; i++) {
      wheel.add(tickets.due(START_MS + i * 997L));
    }
    List<Ticket> fired = new ArrayList<>();

    wheel.advance(START_MS + 3_600_000, fired::add);

    assertThat(fired).hasSize(100);
    assertThat(wheel.size()).isZero();
  }
}

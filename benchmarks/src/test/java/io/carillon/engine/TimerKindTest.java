package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.benchmarks.pieces.Samples;
import io.carillon.core.Cause;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.OpenExecution;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed is the same work: every kind hands out each ticket when it is due. */
class TimerKindTest {
  private static final long NOW_MS = 5_000;

  @ParameterizedTest
  @EnumSource
  void handsOutWhatIsDue(TimerKind kind) {
    TimerKind.Timer timer = kind.begin(NOW_MS);
    List<Long> fired = new ArrayList<>();
    assertThat(timer.nextDueMs(NOW_MS + 100)).isEqualTo(NOW_MS + 100);
    for (long offsetMs : new long[] {7, 3, 90}) {
      timer.add(ticket(NOW_MS + offsetMs));
    }
    Ticket removed = ticket(NOW_MS + 5);
    timer.add(removed);
    timer.remove(removed);

    assertThat(timer.nextDueMs(NOW_MS + 100)).isEqualTo(NOW_MS + 3);
    timer.advance(NOW_MS + 2, ticket -> fired.add(ticket.dueAtMs));
    assertThat(fired).isEmpty();
    timer.advance(NOW_MS + 7, ticket -> fired.add(ticket.dueAtMs));
    assertThat(fired).containsExactly(NOW_MS + 3, NOW_MS + 7);
    assertThat(timer.nextDueMs(NOW_MS + 50)).isEqualTo(NOW_MS + 50);
  }

  private static Ticket ticket(long dueAtMs) {
    JobSnapshot job = Samples.job();
    return new Ticket(
        OpenExecution.unsent(dueAtMs, job, dueAtMs, Cause.SCHEDULE), new ActiveJob(job));
  }
}

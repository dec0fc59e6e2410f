package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Clock;
import io.carillon.core.port.Call;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome;
import io.carillon.server.http.Answer;
import io.carillon.server.json.JobReader;
import io.carillon.server.json.Json;
import io.carillon.testkit.ManualClock;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** One call of an unsaved job, and nothing of it afterwards. */
class TestJobTest {
  private static final String TEST = "{\"api\": \"http://a.example/\"}";

  /** Calls that wait to be ended. */
  private static final class Calls implements Invoker {
    private final Queue<Consumer<Outcome>> open = new ArrayDeque<>();
    private final List<WeakReference<Invocation>> begun = new ArrayList<>();
    private final List<Long> executions = new ArrayList<>();

    @Override
    public Invocation invoke(Call call, Consumer<Outcome> ended) {
      executions.add(call.executionKey());
      open.add(ended);
      Invocation invocation = new Begun();
      begun.add(new WeakReference<>(invocation));
      return invocation;
    }

    private record Begun() implements Invocation {
      @Override
      public long startedAtMs() {
        return 1;
      }

      @Override
      public boolean withdraw() {
        return false;
      }

      @Override
      public void cancel() {}
    }

    void endOne(Outcome outcome) {
      open.remove().accept(outcome);
    }
  }

  @Test
  void aCallThatHasEndedIsNotKept() {
    Calls calls = new Calls();
    TestJob test = new TestJob(calls, new JobReader(_ -> null), Clock.SYSTEM);

    CompletionStage<Answer> answer = test.test(TestRequest.of("testJob", 1, TEST));
    calls.endOne(new Outcome.Answered(1, 1, 200, -1, "fine"));

    assertThat(answer.toCompletableFuture().join().status()).isEqualTo(200);
    await()
        .until(
            () -> {
              System.gc();
              return calls.begun.getFirst().refersTo(null);
            });
  }

  /** A target that drops what it has seen takes the second test for a repeat otherwise. */
  @Test
  void testsOfOneMomentAreExecutionsOfTheirOwn() {
    Calls calls = new Calls();
    TestJob test = new TestJob(calls, new JobReader(_ -> null), new ManualClock(Instant.EPOCH));

    test.test(TestRequest.of("testJob", 1, TEST));
    test.test(TestRequest.of("testJob", 1, TEST));

    assertThat(calls.executions).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aTestThatIsCutSaysHowLongItWaited() {
    Calls calls = new Calls();
    TestJob test = new TestJob(calls, new JobReader(_ -> null), Clock.SYSTEM);

    CompletionStage<Answer> answer = test.test(TestRequest.of("testJob", 1, TEST));
    calls.endOne(new Outcome.Failed(1, 60_000, Outcome.Failure.CANCELLED, "cancelled"));

    assertThat(Json.parse(answer.toCompletableFuture().join().body().getBytes()).path("error"))
        .hasToString("\"no answer within 60000 ms, the most that a test waits\"");
  }
}

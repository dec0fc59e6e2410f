package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Clock;
import io.carillon.core.port.Call;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome;
import io.carillon.server.http.Answer;
import io.carillon.server.json.JobReader;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** One call of an unsaved job, and nothing of it afterwards. */
class TestJobTest {
  /** Calls that wait to be ended. */
  private static final class Calls implements Invoker {
    private final Queue<Consumer<Outcome>> open = new ArrayDeque<>();
    private final List<WeakReference<Invocation>> begun = new ArrayList<>();

    @Override
    public Invocation invoke(Call call, Consumer<Outcome> ended) {
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
      public void cancel() {}
    }

    void endOne() {
      open.remove().accept(new Outcome.Answered(1, 1, 200, -1, "fine"));
    }
  }

  @Test
  void aCallThatHasEndedIsNotKept() {
    Calls calls = new Calls();
    TestJob test = new TestJob(calls, new JobReader(_ -> null), Clock.SYSTEM);

    CompletionStage<Answer> answer =
        test.test(TestRequest.of("testJob", 1, "{\"api\": \"http://a.example/\"}"));
    calls.endOne();

    assertThat(answer.toCompletableFuture().join().status()).isEqualTo(200);
    await()
        .until(
            () -> {
              System.gc();
              return calls.begun.getFirst().refersTo(null);
            });
  }
}

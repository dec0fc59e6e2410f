package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.Clock;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.Scope;
import io.carillon.core.port.Call;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome;
import io.carillon.server.access.Principal;
import io.carillon.server.contract.Contract;
import io.carillon.server.contract.Parameters;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.JobReader;
import io.carillon.server.json.Json;
import io.carillon.server.json.Violations;
import io.vertx.core.buffer.Buffer;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
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

  private static Request request() {
    Parameters none =
        Contract.load().operations().stream()
            .filter(operation -> operation.id().equals("testJob"))
            .findFirst()
            .orElseThrow()
            .read(Set.of(), _ -> List.of(), new Violations());
    ObjectNode json =
        (ObjectNode)
            Json.parse("{\"api\": \"http://a.example/\"}".getBytes(StandardCharsets.UTF_8));
    Namespace namespace =
        new Namespace(Namespace.DEFAULT_KEY, Namespace.DEFAULT, Quotas.NONE, Instant.EPOCH);
    Principal principal = new Principal("anybody", "anybody", Scope.ADMIN, namespace);
    return new Request(principal, "127.0.0.1", none, json, Buffer.buffer());
  }

  @Test
  void aCallThatHasEndedIsNotKept() {
    Calls calls = new Calls();
    TestJob test = new TestJob(calls, new JobReader(_ -> null), Clock.SYSTEM);

    CompletionStage<Answer> answer = test.test(request());
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

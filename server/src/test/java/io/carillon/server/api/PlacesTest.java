package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Clock;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.server.http.Answer;
import io.carillon.server.http.ProblemException;
import io.carillon.server.http.Request;
import io.carillon.server.json.JobReader;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is costly is shared out among the namespaces. */
class PlacesTest {
  /** More than there are places. */
  private static final int MANY = 100;

  /** Something that answers each call with a stage that does not end. */
  private static <T> T silent(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (_, _, _) -> new CompletableFuture<>()));
  }

  /** How many of many requests that do not end a namespace may make at once. */
  private static int begun(
      Function<Request, CompletionStage<Answer>> operation, String id, int namespaceKey) {
    int begun = 0;
    for (int i = 0; i < MANY; i++) {
      try {
        CompletionStage<Answer> _ =
            operation.apply(TestRequest.of(id, namespaceKey, "{\"api\": \"http://a.example/\"}"));
        begun++;
      } catch (ProblemException e) {
        assertThat(e.problem().code().status()).isEqualTo(429);
      }
    }
    return begun;
  }

  @Test
  void aNamespaceLeavesForecastsForOthers() {
    ReadForecast forecasts = new ReadForecast(_ -> silent(JobStore.class), Clock.SYSTEM);

    assertThat(begun(forecasts::show, "getForecast", 1)).isEqualTo(1);
    assertThat(begun(forecasts::show, "getForecast", 2)).isEqualTo(1);
  }

  @Test
  void aNamespaceLeavesOutcomesForOthers() {
    ReadOutcomes outcomes = new ReadOutcomes(_ -> silent(OutcomeCounts.class), Clock.SYSTEM);

    assertThat(begun(outcomes::show, "getOutcomes", 1)).isEqualTo(1);
    assertThat(begun(outcomes::show, "getOutcomes", 2)).isEqualTo(1);
  }

  @Test
  void aNamespaceLeavesTestCallsForOthers() {
    Invoker.Invocation open =
        new Invoker.Invocation() {
          @Override
          public long startedAtMs() {
            return 0;
          }

          @Override
          public boolean withdraw() {
            return false;
          }

          @Override
          public void cancel() {}
        };
    TestJob tests = new TestJob((_, _) -> open, new JobReader(_ -> null), Clock.SYSTEM);

    assertThat(begun(tests::test, "testJob", 1)).isEqualTo(16);
    assertThat(begun(tests::test, "testJob", 2)).isEqualTo(16);
  }

  @Test
  void whatCannotBeginLeavesItsPlace() {
    Places places = new Places(1);

    assertThatThrownBy(
            () ->
                places.use(
                    1,
                    "busy",
                    () -> {
                      throw new IllegalStateException("cannot begin");
                    }))
        .hasMessage("cannot begin");

    assertThat(places.tryTake(1)).isTrue();
  }

  @Test
  void allNamespacesTogetherHaveALimit() {
    Places places = new Places(2);
    for (int namespaceKey = 1; namespaceKey <= 4; namespaceKey++) {
      assertThat(places.tryTake(namespaceKey)).isTrue();
      assertThat(places.tryTake(namespaceKey)).isTrue();
    }
    assertThat(places.tryTake(5)).isFalse();

    places.giveBack(1);

    assertThat(places.tryTake(5)).isTrue();
    assertThat(places.tryTake(1)).as("it has one of two, but all are taken").isFalse();
    places.giveBack(5);
    assertThat(places.tryTake(1)).isTrue();
  }
}

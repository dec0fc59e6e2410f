package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.Scope;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.engine.Engine;
import io.carillon.engine.EngineConfig;
import io.carillon.server.access.Principal;
import io.carillon.server.contract.Contract;
import io.carillon.server.contract.Parameters;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.JobReader;
import io.carillon.server.json.Json;
import io.carillon.server.json.Violations;
import io.carillon.server.log.EngineLog;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a batch answers when the store takes some of it, or nothing. */
class CreateJobsTest {
  private static final int ITEMS = 2_500;

  private static final Principal TESTER =
      new Principal(
          "test",
          "test",
          Scope.ADMIN,
          new Namespace(Namespace.DEFAULT_KEY, Namespace.DEFAULT, Quotas.NONE, Instant.EPOCH));

  private final Contract contract = Contract.load();
  private final Vertx vertx = Vertx.vertx();

  /** How many jobs the store was given at a time. */
  private final List<Integer> given = new ArrayList<>();

  private int refusedFrom = Integer.MAX_VALUE;
  private int refusedTo = Integer.MAX_VALUE;

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  /** A store that can only create, and refuses some of the calls. */
  private JobStore store() {
    return fake(JobStore.class, arguments -> createAll((List<?>) arguments[0]));
  }

  private CompletionStage<List<CreateResult>> createAll(List<?> jobs) {
    int call = given.size();
    given.add(jobs.size());
    return call >= refusedFrom && call <= refusedTo
        ? CompletableFuture.failedStage(new StoreUnavailable("write queue is full"))
        : CompletableFuture.completedStage(jobs.stream().map(CreateJobsTest::created).toList());
  }

  private static CreateResult created(Object given) {
    NewJob job = (NewJob) given;
    return new CreateResult.Created(
        new Job(job.snapshot(), true, job.createdAt(), job.createdAt(), null));
  }

  @FunctionalInterface
  private interface OnlyMethod {
    Object call(Object[] arguments);
  }

  private static <T> T fake(Class<T> port, OnlyMethod method) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (it, called, arguments) ->
                called.getName().equals("by") ? it : method.call(arguments)));
  }

  private CreateJobs batches() {
    Ledger unused = fake(Ledger.class, _ -> CompletableFuture.failedStage(new AssertionError()));
    Engine engine =
        new Engine(
            EngineConfig.defaults("test"),
            Clock.SYSTEM,
            unused,
            null,
            (_, _) -> {
              throw new AssertionError("nothing is sent");
            },
            () -> NodeLoad.Vitals.NONE,
            _ -> Integer.MAX_VALUE,
            new EngineLog(Clock.SYSTEM));
    EngineOnLoop onLoop = new EngineOnLoop(engine, Clock.SYSTEM, 3_000);
    JobReader reader = new JobReader(_ -> null);
    JobStore store = store();
    return new CreateJobs(
        _ -> store,
        onLoop,
        new CreateJob(_ -> store, onLoop, reader, Clock.SYSTEM),
        reader,
        contract.schema("JobInput"));
  }

  /** Sends jobs of which number 1 is wrong. */
  private JsonNode send() {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < ITEMS; i++) {
      items
          .addObject()
          .put("schedule", i == 1 ? "wrong" : "@daily")
          .put("api", "http://example.com");
    }
    Parameters none =
        contract.operation("createJobs").read(Set.of(), _ -> List.of(), new Violations());
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    vertx.runOnContext(
        _ ->
            batches()
                .create(new Request(TESTER, "", none, items, Buffer.buffer()))
                .whenComplete(
                    (it, failure) -> {
                      if (failure == null) {
                        answer.complete(it);
                      } else {
                        answer.completeExceptionally(failure);
                      }
                    }));
    return Json.parse(answer.orTimeout(20, TimeUnit.SECONDS).join().body().getBytes());
  }

  @Test
  void theStoreGetsTheItemsInSlices() {
    JsonNode result = send();

    assertThat(given).containsExactly(999, 1_000, 500);
    assertThat(result.path("created").asInt()).isEqualTo(ITEMS - 1);
    assertThat(result.path("results")).hasSize(ITEMS);
    assertThat(result.path("results").get(1).path("status").asInt()).isEqualTo(400);
  }

  @Test
  void whatTheStoreDoesNotTakeFailsItemByItem() {
    refusedFrom = 1;
    refusedTo = 1;

    JsonNode result = send();

    assertThat(result.path("created").asInt()).isEqualTo(1_499);
    assertThat(result.path("results").get(1).path("status").asInt()).isEqualTo(400);
    assertThat(result.path("results").get(999).path("status").asInt()).isEqualTo(201);
    assertThat(result.path("results").get(1_000).path("status").asInt()).isEqualTo(503);
    assertThat(result.path("results").get(1_000).path("problem").path("code").asText())
        .isEqualTo("store-unavailable");
    assertThat(result.path("results").get(2_000).path("status").asInt()).isEqualTo(201);
  }

  @Test
  void theWholeFailsWhenTheStoreTakesNothing() {
    refusedFrom = 0;

    assertThatThrownBy(this::send).hasRootCauseInstanceOf(StoreUnavailable.class);
  }
}

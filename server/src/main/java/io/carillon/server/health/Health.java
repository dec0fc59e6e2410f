package io.carillon.server.health;

import io.carillon.core.Clock;
import io.carillon.engine.EngineConfig;
import io.carillon.engine.EngineStatus;
import io.carillon.server.http.Answer;
import io.carillon.server.json.Json;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers for health, from memory. Thread-safe. */
public final class Health {
  private final Supplier<EngineStatus> engine;
  private final StoreProbe store;
  private final @Nullable StoreProbe replica;
  private final EngineConfig config;
  private final Clock clock;
  private final long startedAtMs;
  private volatile boolean stopping;

  /**
   * @param replica where lists and history are read; null: where the rest is
   * @param config of the engine
   */
  public Health(
      Supplier<EngineStatus> engine,
      StoreProbe store,
      @Nullable StoreProbe replica,
      EngineConfig config,
      Clock clock) {
    this.engine = engine;
    this.store = store;
    this.replica = replica;
    this.config = config;
    this.clock = clock;
    this.startedAtMs = clock.wallMs();
  }

  /** From now on the server is not ready. */
  public void stopping() {
    stopping = true;
  }

  /** Whether everything works that nothing works without. */
  public boolean isReady() {
    return works(ready());
  }

  private static boolean works(List<Check> checks) {
    return checks.stream().allMatch(check -> check.isUp() || !check.isVital());
  }

  private List<Check> ready() {
    return HealthRules.ready(
        engine.get(),
        store.state(),
        replica == null ? null : replica.state(),
        config,
        stopping,
        clock.wallMs());
  }

  /** Part by part; 503 unless all are up that nothing works without. */
  public Answer readiness() {
    return answer(ready());
  }

  /** Whether the process should be left running. */
  public Answer liveness() {
    return answer(HealthRules.live(engine.get(), startedAtMs, clock.wallMs()));
  }

  private static Answer answer(List<Check> checks) {
    boolean works = works(checks);
    boolean isUp = checks.stream().allMatch(Check::isUp);
    byte[] body =
        Json.write(
            out -> {
              out.writeStartObject();
              out.writeStringField("status", isUp || !works ? word(works) : "DEGRADED");
              out.writeArrayFieldStart("checks");
              for (Check check : checks) {
                out.writeStartObject();
                out.writeStringField("name", check.name());
                out.writeStringField("status", word(check.isUp()));
                if (check.detail() != null) {
                  out.writeStringField("detail", check.detail());
                }
                out.writeEndObject();
              }
              out.writeEndArray();
              out.writeEndObject();
            });
    return Answer.json(works ? 200 : 503, body);
  }

  private static String word(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }
}

package io.carillon.engine;

import io.carillon.core.port.Call;
import io.carillon.engine.ScriptedInvoker.Reaction;
import java.util.Random;
import java.util.function.Function;

/**
 * Targets of a simulation, by host: good, flaky, slow to connect to and to answer, refusing, dead.
 */
final class SimulatedTargets implements Function<Call, Reaction> {
  /** How long slow targets take at most until a request can be sent. */
  private static final int CONNECT_MS_MAX = 3_000;

  static final String[] HOSTS = {
    "good.test", "flaky.test", "slow.test", "refusing.test", "dead.test"
  };

  private final Random random;
  private boolean healed;

  SimulatedTargets(Random random) {
    this.random = random;
  }

  /** From now on every call succeeds at once. */
  void heal() {
    healed = true;
  }

  @Override
  public Reaction apply(Call call) {
    if (healed) {
      return ScriptedInvoker.OK;
    }
    return switch (call.job().definition().target().api().getHost()) {
      case "good.test" -> new Reaction(random.nextInt(3) * 4L, 200, -1);
      case "flaky.test" -> flaky();
      case "slow.test" ->
          new Reaction(random.nextInt(CONNECT_MS_MAX + 1), random.nextInt(4_000), 200, -1);
      case "refusing.test" -> new Reaction(1, 404, -1);
      default -> new Reaction(2_000 + random.nextInt(6_000), 0, -1);
    };
  }

  private Reaction flaky() {
    long afterMs = random.nextInt(600);
    return switch (random.nextInt(5)) {
      case 0 -> new Reaction(afterMs, 503, -1);
      case 1 -> new Reaction(afterMs, 429, random.nextInt(9_000));
      case 2 -> new Reaction(afterMs, 0, -1);
      case 3 -> ScriptedInvoker.HANGS;
      default -> new Reaction(afterMs, 200, -1);
    };
  }
}

package io.carillon.e2e;

import io.carillon.core.port.Invoker;
import io.carillon.core.port.Ledger;
import io.carillon.server.Carillon;
import io.carillon.server.config.ConfigSources;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The server with a bomb in it: the store and the invoker are the real ones behind a wrapper that
 * kills the process with SIGKILL when the named point is reached for the n-th time.
 */
public final class FailpointServer {
  /** Names the {@link Failpoint}. */
  static final String POINT = "E2E_FAILPOINT";

  /** At which passing the process dies, from 1. */
  static final String HIT = "E2E_FAILPOINT_HIT";

  private final Failpoint point;
  private final AtomicInteger left;

  private FailpointServer(Failpoint point, int hit) {
    this.point = point;
    this.left = new AtomicInteger(hit);
  }

  /** Starts the server as {@code carillon serve} does, configured by the environment alone. */
  public static void main(String[] args) throws IOException {
    FailpointServer bomb =
        new FailpointServer(
            Failpoint.valueOf(System.getenv(POINT)), Integer.parseInt(System.getenv(HIT)));
    Carillon carillon =
        new Carillon(ConfigSources.read(Map.of(), System.getenv()), bomb::ledger, bomb::invoker);
    if (carillon.awaitReady(Duration.ofSeconds(30))) {
      System.out.println("carillon ready on " + carillon.url());
    }
  }

  private Ledger ledger(Ledger real) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (_, method, arguments) -> {
              boolean settles = method.getName().equals("settle");
              if (settles) {
                pass(Failpoint.BEFORE_SETTLE);
              }
              Object stage;
              try {
                stage = method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              return switch (method.getName()) {
                case "plan" -> after(stage, Failpoint.AFTER_PLAN);
                case "start" -> after(stage, Failpoint.AFTER_START);
                case "settle" -> after(stage, Failpoint.AFTER_SETTLE);
                default -> stage;
              };
            });
  }

  private Object after(Object stage, Failpoint passed) {
    return ((CompletionStage<?>) stage)
        .thenApply(
            result -> {
              pass(passed);
              return result;
            });
  }

  private Invoker invoker(Invoker real) {
    return (call, ended) -> {
      pass(Failpoint.BEFORE_SEND);
      return real.invoke(
          call,
          outcome -> {
            pass(Failpoint.AFTER_RESPONSE);
            ended.accept(outcome);
          });
    };
  }

  private void pass(Failpoint passed) {
    if (passed == point && left.decrementAndGet() == 0) {
      die();
    }
  }

  private static void die() {
    try {
      new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start();
    } catch (IOException e) {
      Runtime.getRuntime().halt(137);
    }
    while (true) {
      LockSupport.park();
    }
  }
}

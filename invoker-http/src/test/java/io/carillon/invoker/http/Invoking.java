package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Clock;
import io.carillon.core.port.Call;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An invoker under test, which checks that every call ends exactly once. */
final class Invoking implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final HttpInvoker invoker;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  private Invoking(InvokerConfig config, HostResolver resolver, boolean isSaturated) {
    invoker = new HttpInvoker(config, Clock.SYSTEM, resolver, () -> isSaturated);
  }

  Invoking(InvokerConfig config, HostResolver resolver) {
    this(config, resolver, false);
  }

  /** As it is while the processors have no time to spare, however busy they are. */
  static Invoking saturated(InvokerConfig config) {
    return new Invoking(config, HostResolver.SYSTEM, true);
  }

  Invoking(InvokerConfig config) {
    this(config, HostResolver.SYSTEM);
  }

  Invoking() {
    this(config());
  }

  /** One loop; private targets allowed. */
  static InvokerConfig config() {
    return config(EgressPolicy.of(List.of(), true));
  }

  static InvokerConfig config(EgressPolicy egress) {
    return new InvokerConfig(
        "1.2.3",
        1,
        SocketTransport.AUTO,
        InvokerConfig.Timeouts.DEFAULT,
        InvokerConfig.Limits.DEFAULT,
        InvokerConfig.KeepAlive.DEFAULT,
        InvokerConfig.Resolving.DEFAULT,
        InvokerConfig.Tls.DEFAULT,
        egress,
        SigningSecrets.NONE);
  }

  static InvokerConfig with(SocketTransport transport) {
    InvokerConfig c = config();
    return new InvokerConfig(
        c.version(),
        1,
        transport,
        c.timeouts(),
        c.limits(),
        c.keepAlive(),
        c.resolving(),
        c.tls(),
        c.egress(),
        c.signing());
  }

  static InvokerConfig with(InvokerConfig.Timeouts timeouts) {
    return with(config(), timeouts);
  }

  static InvokerConfig with(InvokerConfig c, InvokerConfig.Timeouts timeouts) {
    return new InvokerConfig(
        c.version(),
        1,
        c.transport(),
        timeouts,
        c.limits(),
        c.keepAlive(),
        c.resolving(),
        c.tls(),
        c.egress(),
        c.signing());
  }

  static InvokerConfig with(InvokerConfig.Limits limits) {
    InvokerConfig c = config();
    return new InvokerConfig(
        c.version(),
        1,
        c.transport(),
        c.timeouts(),
        limits,
        c.keepAlive(),
        c.resolving(),
        c.tls(),
        c.egress(),
        c.signing());
  }

  static InvokerConfig with(InvokerConfig.KeepAlive keepAlive) {
    InvokerConfig c = config();
    return new InvokerConfig(
        c.version(),
        1,
        c.transport(),
        c.timeouts(),
        c.limits(),
        keepAlive,
        c.resolving(),
        c.tls(),
        c.egress(),
        c.signing());
  }

  static InvokerConfig with(SigningSecrets signing, Path... certificates) {
    InvokerConfig c = config();
    return new InvokerConfig(
        c.version(),
        1,
        c.transport(),
        c.timeouts(),
        c.limits(),
        c.keepAlive(),
        c.resolving(),
        new InvokerConfig.Tls(true, List.of(certificates), Map.of()),
        c.egress(),
        signing);
  }

  static InvokerConfig trusting(Path certificate) {
    return with(new InvokerConfig.Tls(true, List.of(certificate), Map.of()));
  }

  static InvokerConfig with(InvokerConfig.Tls tls) {
    InvokerConfig c = config();
    return new InvokerConfig(
        c.version(),
        1,
        c.transport(),
        c.timeouts(),
        c.limits(),
        c.keepAlive(),
        c.resolving(),
        tls,
        c.egress(),
        c.signing());
  }

  /** A call under way. */
  record Begun(Invoker.Invocation invocation, CompletableFuture<Outcome> outcome) {
    Outcome await() {
      try {
        return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        throw new AssertionError("the call did not end", e);
      }
    }

    Outcome.Answered answered() {
      assertThat(await()).isInstanceOf(Outcome.Answered.class);
      return (Outcome.Answered) await();
    }

    Outcome.Failed failed() {
      assertThat(await()).isInstanceOf(Outcome.Failed.class);
      return (Outcome.Failed) await();
    }
  }

  Begun begin(Call call) {
    return begin(invoker, call);
  }

  Outcome.Answered probe(Call call) {
    return begin(invoker::probe, call).answered();
  }

  Outcome.Failed probeFailure(Call call) {
    return begin(invoker::probe, call).failed();
  }

  private Begun begin(Invoker by, Call call) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    begun.incrementAndGet();
    Invoker.Invocation invocation =
        by.invoke(
            call,
            ended -> {
              this.ended.incrementAndGet();
              outcome.complete(ended);
            });
    return new Begun(invocation, outcome);
  }

  Begun begin(String url) {
    return begin(Jobs.post().call(url));
  }

  /** Begins so many calls at once. */
  List<Begun> begin(String url, int calls) {
    return Stream.generate(() -> begin(url)).limit(calls).toList();
  }

  Outcome.Answered answer(Call call) {
    return begin(call).answered();
  }

  Outcome.Answered answer(String url) {
    return begin(url).answered();
  }

  Outcome.Failed failure(Call call) {
    return begin(call).failed();
  }

  Outcome.Failed failure(String url) {
    return begin(url).failed();
  }

  HttpInvoker invoker() {
    return invoker;
  }

  @Override
  public void close() {
    invoker.close();
    assertThat(ended.get()).as("calls ended, of those begun").isEqualTo(begun.get());
  }
}

package io.carillon.invoker.http;

import io.carillon.core.Clock;
import io.carillon.core.Destination;
import io.carillon.core.Invalid;
import io.carillon.core.JobSnapshot;
import io.carillon.core.Target;
import io.carillon.core.port.Call;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes HTTP calls over HTTP/2 where the target offers it (TLS), otherwise over HTTP/1.1 with
 * keep-alive, behind the egress guard. Redirects are not followed, bodies are not decompressed, a
 * body longer than {@code limits.responseBytesReadMax} is not read to its end (its status counts).
 *
 * <p>Thread-safe; {@link #invoke} costs the caller about a microsecond and never blocks. Outcomes
 * come on the event loops.
 */
public final class HttpInvoker implements Invoker, AutoCloseable {
  /** Calls in flight to a destination that one loop takes alone, so that connections are reused. */
  private static final int CALLS_PER_LOOP = 32;

  private static final int DESTINATION_BUCKETS = 1_024;

  private final Clients clients;
  private final EgressGuard guard;
  private final List<CallLoop> loops;
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final AtomicIntegerArray inFlight = new AtomicIntegerArray(DESTINATION_BUCKETS);

  /**
   * Starts the event loops.
   *
   * @throws Invalid naming the field of {@link InvokerConfig.Tls} when one of its files cannot be
   *     used
   */
  public HttpInvoker(InvokerConfig config, Clock clock) {
    this(config, clock, HostResolver.SYSTEM, ProcessorLoad.ofThisMachine(clock));
  }

  HttpInvoker(
      InvokerConfig config, Clock clock, HostResolver resolver, BooleanSupplier saturation) {
    CharSequence userAgent = HttpHeaders.createOptimized("Carillon/" + config.version());
    guard = new EgressGuard(config.egress(), new NameCache(resolver, config.resolving(), clock));
    clients = new Clients(config);
    ConcurrentLinkedQueue<CallLoop> started = new ConcurrentLinkedQueue<>();
    clients
        .vertx()
        .deployVerticle(
            () ->
                context -> {
                  started.add(
                      new CallLoop(context, config, clock, clients, guard, userAgent, saturation));
                  return Future.succeededFuture();
                },
            new DeploymentOptions().setInstances(config.eventLoops()))
        .await();
    loops = List.copyOf(started);
  }

  @Override
  public Invocation invoke(Call call, Consumer<Outcome> ended) {
    return submit(call, Answer.Keep.FAILURES, ended);
  }

  /**
   * As {@link #invoke}, for a call that somebody watches: the outcome shows every answer, 2xx too.
   */
  public Invocation probe(Call call, Consumer<Outcome> ended) {
    return submit(call, Answer.Keep.EVERY_ANSWER, ended);
  }

  private Invocation submit(Call call, Answer.Keep keep, Consumer<Outcome> ended) {
    return submit(
        call.job().destinationKey(),
        call.latestStartMs(),
        call.maySend(),
        cache -> cache.request(call),
        keep,
        ended);
  }

  /**
   * Posts JSON to a webhook, through the same guard.
   *
   * @param id of the message in ASCII, the same when it is posted again
   * @param timeoutMs bound from the request to the end of the answer
   * @return completes with the outcome, never exceptionally
   */
  public CompletionStage<Outcome> post(URI url, String id, String json, long timeoutMs) {
    Optional<String> refusal = guard.refuse(url);
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(
          new Outcome.Failed(0, 0, Outcome.Failure.FORBIDDEN, "forbidden: " + refusal.get()));
    }
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    submit(
        url.getHost().hashCode(),
        Long.MAX_VALUE,
        () -> true,
        cache -> cache.webhook(url, id, json, timeoutMs),
        Answer.Keep.FAILURES,
        outcome::complete);
    return outcome;
  }

  /**
   * Opens what so many calls would open at first, where that is worth it: see {@link
   * DestinationPool#isWorthPreconnecting}.
   */
  @Override
  public void preconnect(JobSnapshot job, int calls) {
    Target target = job.definition().target();
    if (!DestinationPool.isWorthPreconnecting(target, calls)) {
      return;
    }
    Destination destination = target.destination();
    int bucket = bucket(job.destinationKey());
    int taking = Math.min(loops.size(), Math.ceilDiv(calls, CALLS_PER_LOOP));
    for (int i = 0; i < taking; i++) {
      loop(bucket, i * CALLS_PER_LOOP).preconnect(destination, Math.ceilDiv(calls, taking));
    }
  }

  /** The loop that takes the next call while so many others are in flight. */
  private CallLoop loop(int bucket, int others) {
    return loops.get((bucket + others / CALLS_PER_LOOP) % loops.size());
  }

  private static int bucket(int destination) {
    return Math.floorMod(destination, DESTINATION_BUCKETS);
  }

  private Invocation submit(
      int destination,
      long latestStartMs,
      BooleanSupplier maySend,
      Function<TemplateCache, Outgoing> prepare,
      Answer.Keep keep,
      Consumer<Outcome> ended) {
    if (loops.size() == 1) {
      HttpCall call = new HttpCall(loops.getFirst(), latestStartMs, maySend, prepare, keep, ended);
      loops.getFirst().submit(call);
      return call;
    }
    int bucket = bucket(destination);
    int others = inFlight.getAndIncrement(bucket);
    CallLoop loop = loop(bucket, others);
    HttpCall call =
        new HttpCall(
            loop,
            latestStartMs,
            maySend,
            prepare,
            keep,
            outcome -> {
              inFlight.decrementAndGet(bucket);
              ended.accept(outcome);
            });
    loop.submit(call);
    return call;
  }

  /**
   * Judges a URL when a job is created. Names are judged later, when they are resolved.
   *
   * @return what is wrong with it, to follow the field's name; empty when nothing is
   */
  public Optional<String> refuse(URI url) {
    return guard.refuse(url);
  }

  /**
   * Tells which address the server itself listens on, which jobs may then not call, unless private
   * targets are allowed or the very address, or the host that leads to it, is listed.
   *
   * @param host an address; a wildcard stands for all of this machine's
   */
  public void listeningOn(InetAddress host, int port) {
    Set<InetSocketAddress> own = new HashSet<>();
    try {
      if (host.isAnyLocalAddress()) {
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .forEach(address -> own.add(new InetSocketAddress(address, port)));
      }
    } catch (SocketException e) {
      throw new UncheckedIOException("the machine's addresses cannot be read", e);
    }
    own.add(new InetSocketAddress(host, port));
    guard.own(own);
  }

  /**
   * Reads certificates again whose files have changed, for new connections; warns of those that run
   * out. Reads files.
   */
  public void renewCertificates(Instant now) {
    clients.tls().renew(now);
  }

  /**
   * Ends every call under way as a failed connection (nobody knows how it would have ended) and
   * closes all connections. Waits a bounded time; not to be called on an event loop.
   */
  @Override
  public void close() {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    loops.forEach(CallLoop::close);
    clients.close();
    guard.close();
  }
}

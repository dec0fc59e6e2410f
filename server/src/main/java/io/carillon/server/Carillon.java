package io.carillon.server;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Invalid;
import io.carillon.core.port.Audit;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.ReadyQueue;
import io.carillon.engine.Engine;
import io.carillon.invoker.http.HttpInvoker;
import io.carillon.queue.redis.RedisConfig;
import io.carillon.queue.redis.RedisQueue;
import io.carillon.server.access.Access;
import io.carillon.server.access.KeyRing;
import io.carillon.server.access.NamespaceCache;
import io.carillon.server.access.People;
import io.carillon.server.access.RequestRates;
import io.carillon.server.alert.AlertSender;
import io.carillon.server.api.Routes;
import io.carillon.server.config.CarillonConfig;
import io.carillon.server.config.ConfigError;
import io.carillon.server.config.HttpConfig;
import io.carillon.server.contract.Contract;
import io.carillon.server.events.EventStream;
import io.carillon.server.health.Health;
import io.carillon.server.health.StoreProbe;
import io.carillon.server.http.BodyLimits;
import io.carillon.server.http.HttpFront;
import io.carillon.server.http.HttpService;
import io.carillon.server.http.RouteTable;
import io.carillon.server.http.ServerCertificate;
import io.carillon.server.log.EngineLog;
import io.carillon.server.metrics.ClusterLoad;
import io.carillon.server.metrics.Meters;
import io.carillon.server.metrics.MetricsHistory;
import io.carillon.server.metrics.MetricsSummary;
import io.carillon.server.metrics.StoreCounts;
import io.carillon.server.outcomes.OutcomeTally;
import io.carillon.server.retention.Pruner;
import io.carillon.store.jdbc.JdbcStore;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node: makes every part and connects them, by hand and only here. Thread-safe once started.
 *
 * <p>Starting opens the store, takes over what an earlier run left, and listens. Closing stops
 * planning and writes, lets calls under way end within the configured bound, and hands back the
 * rest.
 */
public final class Carillon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("carillon");
  private static final int HTTP_LOOPS_MAX = 4;
  private static final int WORKERS = 4;
  private static final long POLL_NANOS = 5_000_000;
  private static final Duration PROBE_PAUSE = Duration.ofSeconds(2);
  private static final Duration COUNT_PAUSE = Duration.ofSeconds(1);
  private static final Duration KEYS_PAUSE = Duration.ofSeconds(1);
  private static final Duration CERTIFICATES_PAUSE = Duration.ofSeconds(2);
  private static final Duration ROTATE_PAUSE = Duration.ofSeconds(Meters.ROTATE_S);

  private final Clock clock = Clock.SYSTEM;
  private final Closing closing = new Closing();
  private final CarillonConfig config;
  private final Engine engine;
  private final Health health;
  private final HttpFront front;
  private final int port;
  private final CompletableFuture<Void> takenOver = new CompletableFuture<>();

  /** Starts a node. */
  public static Carillon start(CarillonConfig config) throws IOException {
    return new Carillon(config, UnaryOperator.identity(), UnaryOperator.identity());
  }

  /**
   * Starts a node whose engine sees a store and a network that a test stands in front of.
   *
   * @throws IOException when the store cannot be opened, with the reason
   * @throws java.util.concurrent.CompletionException when the port cannot be had, with the reason
   * @throws ConfigError when a part refuses its settings
   */
  public Carillon(
      CarillonConfig given, UnaryOperator<Ledger> ledgers, UnaryOperator<Invoker> invokers)
      throws IOException {
    config = FileLimit.apply(given);
    CompletableFuture<Contract> contract = CompletableFuture.supplyAsync(Contract::load);
    try {
      ServerCertificate certificate = config.http().tls().map(ServerCertificate::new).orElse(null);
      Meters meters = new Meters(clock);
      JdbcStore store =
          closing.add(
              config.store().open(clock, meters.commitListener(), () -> takenOver.complete(null)));
      KeyRing keys = Gate.open(config.http(), config.oidc(), store.apiKeys(), clock);
      NamespaceCache namespaces = new NamespaceCache(store.namespaces());
      Transport transport = config.invoker().transport().load();
      Vertx vertx = Vertx.builder().with(vertxOptions()).withTransport(transport).build();
      closing.add(() -> vertx.close().await());
      ReadyQueue queue = config.queue().map(redis -> closing.add(queue(vertx, redis))).orElse(null);
      HttpInvoker network = closing.add(network());
      Invoker invoker = invokers.apply(network);
      Ledger ledger = ledgers.apply(store.ledger());
      EventStream events =
          new EventStream(config.events(), clock, store.eventExchange().orElse(null));
      AlertSender alerts =
          closing.add(
              new AlertSender(
                  config.alerts(),
                  store.alerts(),
                  network::post,
                  meters.registry(),
                  store.isShared()));
      OutcomeTally outcomes = closing.add(new OutcomeTally(store.outcomeCounts()));
      engine =
          new Engine(
              config.engine(),
              clock,
              ledger,
              queue,
              invoker,
              meters.vitals(),
              namespaces::inFlightMax,
              new Listeners(
                  List.of(
                      meters.engineListener(),
                      outcomes,
                      events.listener(),
                      alerts,
                      new EngineLog(clock))));
      closing.add(() -> engine.close(Duration.ZERO));
      StoreProbe probe = new StoreProbe(store::ping, clock);
      StoreProbe replicaProbe =
          store.hasReplica() ? new StoreProbe(store::pingReplica, clock) : null;
      StoreCounts counts = new StoreCounts(store.jobs(), store.history(), clock);
      ClusterLoad cluster =
          new ClusterLoad(store.nodes(), queue, counts, config.engine().nodeName(), engine::load);
      MetricsSummary metrics = meters.show(engine::status, store::stats, counts, cluster);
      MetricsHistory past = new MetricsHistory(metrics);
      health = new Health(engine::status, probe, replicaProbe, config.engine(), clock);
      Pruner pruner = closing.add(new Pruner(config.retention(), ledger, clock));
      Pulse pulse = closing.add(new Pulse());
      RouteTable routes =
          Routes.of(
              contract.join(),
              new Routes.Parts(
                  store.jobs()::by,
                  store.history()::by,
                  store.alerts()::by,
                  store.nodes(),
                  store.apiKeys(),
                  store.audit()::by,
                  store.namespaces(),
                  store.outcomeCounts()::by,
                  keys,
                  namespaces,
                  engine,
                  config.engine().claimAheadMs(),
                  network::probe,
                  url -> network.refuse(url).orElse(null),
                  clock,
                  health,
                  metrics,
                  past,
                  events,
                  config.roles().api(),
                  () -> vertx.executeBlocking(meters::prometheusText, false).toCompletionStage(),
                  Infos.of(config, engine::load, clock)));
      front =
          new HttpFront(
              routes,
              config.http().isOfThisMachine(),
              access(keys, namespaces, store.audit()),
              new RequestRates(clock),
              limits(config.http()),
              meters.apiListener(),
              () -> engine.status().clockOff());

      engine.start();
      alerts.start();
      pruner.start();
      events.start(vertx, metrics::write, cluster::othersListen);
      pulse.every(PROBE_PAUSE, probe::refresh);
      if (replicaProbe != null) {
        pulse.every(PROBE_PAUSE, replicaProbe::refresh);
      }
      pulse.every(COUNT_PAUSE, counts::refresh);
      pulse.every(COUNT_PAUSE, cluster::refresh);
      pulse.every(COUNT_PAUSE, () -> meters.vitals().refresh(events.isFollowed()));
      pulse.every(ROTATE_PAUSE, meters::rotate);
      pulse.every(ROTATE_PAUSE, past::add);
      pulse.every(OutcomeTally.PAUSE, outcomes::flush);
      pulse.every(KEYS_PAUSE, keys::refresh);
      pulse.every(KEYS_PAUSE, namespaces::refresh);
      HttpService http =
          new HttpService(vertx, config.http(), certificate, front, clock, httpLoops());
      port = http.start();
      if (certificate != null) {
        meters.certificate(certificate::expiresAt);
      }
      pulse.every(CERTIFICATES_PAUSE, () -> http.renewCertificate(clock.now()));
      pulse.every(CERTIFICATES_PAUSE, () -> network.renewCertificates(clock.now()));
      network.listeningOn(config.http().address(), port);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e;
    }
    LOG.info("listening on {}, sockets by {}", url(), config.invoker().transport().load().name());
    if (config.invoker().egress().allowsPrivate()) {
      LOG.info(
          "only this machine reaches the API, so jobs may call loopback and private addresses");
    }
  }

  private Access access(KeyRing keys, NamespaceCache namespaces, Audit audit) {
    People people = config.oidc().map(oidc -> closing.add(new People(oidc, clock))).orElse(null);
    return new Access(
        keys,
        namespaces,
        people,
        caller -> noteSignIn(audit, caller),
        config.http().isBehindProxy());
  }

  private static void noteSignIn(Audit audit, Caller caller) {
    audit
        .by(caller)
        .note(AuditAction.SIGNED_IN, null, null)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                LOG.warn("the sign-in of {} could not be noted", caller.name(), failure);
              }
            });
  }

  private RedisQueue queue(Vertx vertx, RedisConfig redis) {
    try {
      return RedisQueue.open(vertx, redis, config.engine().nodeName());
    } catch (Invalid e) {
      throw ConfigError.of("queue-", e);
    }
  }

  private HttpInvoker network() {
    HttpInvoker network;
    try {
      network = new HttpInvoker(config.invoker(), clock);
    } catch (Invalid e) {
      throw ConfigError.of("invoker-", e);
    }
    config
        .alerts()
        .webhook()
        .flatMap(network::refuse)
        .ifPresent(
            refusal -> {
              network.close();
              throw new ConfigError("alert-webhook: " + refusal);
            });
    return network;
  }

  private static VertxOptions vertxOptions() {
    return new VertxOptions()
        .setEventLoopPoolSize(httpLoops())
        .setWorkerPoolSize(WORKERS)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  /** One for two processors: the store's writer needs the other one. */
  private static int httpLoops() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, HTTP_LOOPS_MAX);
  }

  private static BodyLimits limits(HttpConfig http) {
    return new BodyLimits(http.bodyBytesMax(), http.batchBytesMax(), http.bodiesBytesMax());
  }

  /**
   * Ends when another process has taken this node's name, so that this one can do nothing more and
   * should be closed. Never fails.
   */
  public CompletionStage<Void> takenOver() {
    return takenOver.minimalCompletionStage();
  }

  /** The port that the API listens on. */
  public int port() {
    return port;
  }

  /** The API's address, as a client on this machine would write it. */
  public String url() {
    return config.http().url(config.http().host(), port);
  }

  /**
   * Waits until the node plans and sends.
   *
   * @return whether it does
   */
  public boolean awaitReady(Duration atMost) {
    long deadline = clock.monotonicNanos() + atMost.toNanos();
    while (!health.isReady()) {
      if (clock.monotonicNanos() > deadline || Thread.interrupted()) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  /** Stops as configured; reads are answered until the end. */
  @Override
  public void close() {
    health.stopping();
    front.stopWrites();
    if (!engine.close(config.shutdownGrace())) {
      LOG.warn("some calls had not ended; the next start repeats those that may be repeated");
    }
    closing.close();
  }
}

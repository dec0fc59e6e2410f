package io.carillon.queue.redis;

import io.carillon.queue.redis.RedisUrl.Address;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections, each by a client of its own: closing the client is what surely closes the
 * socket, even in the middle of a handshake; closing a connection only gives it back to a pool.
 * Used on one context.
 */
final class Dialer {
  /**
   * A socket over which nothing goes for so long is closed: also one whose closing waits for a
   * server that no longer reads.
   */
  private static final int SILENT_SECONDS = 60;

  private final Vertx vertx;
  private final RedisUrl url;
  private final @Nullable TrustManagerFactory trust;

  /**
   * @param trust whom TLS trusts; null for the JDK's own certificates
   */
  Dialer(Vertx vertx, RedisUrl url, @Nullable TrustManagerFactory trust) {
    this.vertx = vertx;
    this.url = url;
    this.trust = trust;
  }

  /** A server for the queue: logged in, and its database selected. */
  RedisOptions server(Address address) {
    RedisOptions options = options(address, "/" + url.db());
    if (url.password() != null) {
      options.setPassword(url.password());
      if (url.user() != null) {
        options.setUser(url.user());
      }
    }
    return options;
  }

  /** A sentinel, not logged in: most need no password and some refuse one. */
  RedisOptions sentinel(Address address) {
    return options(address, "");
  }

  private RedisOptions options(Address address, String path) {
    NetClientOptions sockets =
        new NetClientOptions()
            .setTcpKeepAlive(true)
            .setIdleTimeout(SILENT_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    if (url.tls()) {
      sockets.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
      if (trust != null) {
        sockets.setTrustOptions(TrustOptions.wrap(trust));
      }
    }
    String scheme = url.tls() ? "rediss://" : "redis://";
    return new RedisOptions()
        .setConnectionString(scheme + address + path + "?client=carillon")
        .setPreferredProtocolVersion(ProtocolVersion.RESP2)
        .setNetClientOptions(sockets)
        .setMaxPoolSize(1)
        .setPoolCleanerInterval(-1)
        .setPoolRecycleTimeout(-1)
        .setMaxWaitingHandlers(Link.COMMANDS_WAITING_MAX);
  }

  /**
   * Connects, and closes again unless what is done then succeeds, all within the time.
   *
   * @param then what makes the connection one to use
   */
  <T> Future<T> dial(RedisOptions options, long withinMs, Function<Opened, Future<T>> then) {
    Redis client = Redis.createClient(vertx, options);
    Promise<T> dialed = Promise.promise();
    long timer =
        vertx.setTimer(
            withinMs,
            _ -> dialed.tryFail(new RedisUnavailable("no answer in " + withinMs + " ms")));
    client
        .connect()
        .compose(connection -> then.apply(new Opened(client, connection)))
        .onSuccess(dialed::tryComplete)
        .onFailure(dialed::tryFail);
    return dialed.future().onComplete(_ -> vertx.cancelTimer(timer)).onFailure(_ -> client.close());
  }

  /**
   * A connection that is open.
   *
   * @param client whose only connection it is; it must stay referenced, as it closes when it is
   *     collected
   */
  record Opened(Redis client, RedisConnection connection) {
    void close() {
      client.close();
    }
  }
}

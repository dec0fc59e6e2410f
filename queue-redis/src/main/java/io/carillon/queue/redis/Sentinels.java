package io.carillon.queue.redis;

import static java.util.Objects.requireNonNull;

import io.carillon.queue.redis.RedisUrl.Address;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * Asks sentinels where the master is, one after another, the one first that has answered last. Used
 * on one context.
 */
final class Sentinels {
  /** One that hangs must not keep the others from being asked. */
  private static final long ANSWER_MS = 500;

  private final Dialer dialer;
  private final RedisUrl url;
  private final String master;

  /** An index into the URL's servers. */
  private int first;

  Sentinels(Dialer dialer, RedisUrl url) {
    this.dialer = dialer;
    this.url = url;
    this.master = requireNonNull(url.master());
  }

  /** Where the first says that answers. */
  Future<Address> master() {
    return ask(0, new RedisUnavailable("not asked"));
  }

  /** What the first said was no use: it may be cut off from the others. */
  void doubt() {
    first = (first + 1) % url.servers().size();
  }

  private Future<Address> ask(int asked, Throwable last) {
    if (asked == url.servers().size()) {
      return Future.failedFuture(
          new RedisUnavailable("no sentinel of " + url + " answers: " + last.getMessage(), last));
    }
    int index = (first + asked) % url.servers().size();
    Address address = url.servers().get(index);
    return dialer
        .dial(dialer.sentinel(address), ANSWER_MS, this::ask)
        .onSuccess(_ -> first = index)
        .recover(cause -> ask(asked + 1, cause));
  }

  private Future<Address> ask(Dialer.Opened sentinel) {
    return question(sentinel)
        .recover(
            cause ->
                Answers.isError(cause, "NOAUTH") && url.password() != null
                    ? login(sentinel, url.password()).compose(_ -> question(sentinel))
                    : Future.failedFuture(cause))
        .compose(this::address)
        .onSuccess(_ -> sentinel.close());
  }

  private Future<@Nullable Response> question(Dialer.Opened sentinel) {
    return sentinel
        .connection()
        .send(Request.cmd(Command.SENTINEL).arg("get-master-addr-by-name").arg(master));
  }

  private Future<@Nullable Response> login(Dialer.Opened sentinel, String password) {
    Request auth = Request.cmd(Command.AUTH);
    if (url.user() != null) {
      auth.arg(url.user());
    }
    return sentinel.connection().send(auth.arg(password));
  }

  private Future<Address> address(@Nullable Response found) {
    return found == null
        ? Future.failedFuture(new RedisUnavailable("it knows no master " + master))
        : Future.succeededFuture(
            new Address(found.get(0).toString(), (int) Answers.number(found.get(1))));
  }
}

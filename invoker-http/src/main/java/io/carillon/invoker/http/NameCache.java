package io.carillon.invoker.http;

import io.carillon.core.Clock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names on threads of its own and keeps what it found for a short while. A name is looked
 * up once at a time; failures are not kept. A lookup that takes longer than {@value #PATIENCE_MS}
 * ms is not waited for where the last one that succeeded is no older than {@value
 * #LAST_MINUTES_MAX} minutes: what that found serves on, also when the late one then fails.
 * Thread-safe, never blocks the caller.
 */
final class NameCache implements AutoCloseable {
  private static final int LOOKUPS_WAITING_MAX = 4_096;
  private static final int PATIENCE_MS = 1_000;
  private static final int LAST_MINUTES_MAX = 5;
  private static final int THREAD_IDLE_SECONDS = 1;

  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
  private final HostResolver resolver;
  private final InvokerConfig.Resolving config;
  private final Clock clock;
  private final ExecutorService threads;

  /**
   * What a lookup found.
   *
   * @param addresses an empty list means that there are none
   * @param atNanos monotonic
   */
  private record Found(List<InetAddress> addresses, long atNanos) {
    static final Found NONE = new Found(List.of(), 0);

    boolean isEmpty() {
      return addresses.isEmpty();
    }
  }

  /** One lookup. */
  private static final class Entry {
    /** What the lookup before found. */
    final Found last;

    final CompletableFuture<Found> found = new CompletableFuture<>();

    /** As found, or the last when that takes long. */
    final CompletableFuture<Found> foundInTime;

    Entry(Found last) {
      this.last = last;
      foundInTime =
          last.isEmpty()
              ? found
              : found.copy().completeOnTimeout(last, PATIENCE_MS, TimeUnit.MILLISECONDS);
    }
  }

  NameCache(HostResolver resolver, InvokerConfig.Resolving config, Clock clock) {
    this.resolver = resolver;
    this.config = config;
    this.clock = clock;
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            config.threadsMax(),
            config.threadsMax(),
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(LOOKUPS_WAITING_MAX),
            task -> {
              Thread thread = new Thread(task, "carillon-resolver-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  /** Completes, never exceptionally; at once when the name is known. An empty list: unresolved. */
  CompletionStage<List<InetAddress>> resolve(String host) {
    Entry entry = entries.get(host);
    if (entry == null || !isFresh(entry)) {
      makeRoom();
      entry =
          entries.compute(host, (_, now) -> now != null && isFresh(now) ? now : start(host, now));
    }
    boolean lastMayServe = !entry.found.isDone() && mayServe(entry.last);
    return (lastMayServe ? entry.foundInTime : entry.found).thenApply(Found::addresses);
  }

  private boolean isFresh(Entry entry) {
    return !entry.found.isDone()
        || isWithin(TimeUnit.MILLISECONDS.toNanos(config.cacheMs()), entry.found.join());
  }

  /** Whether it may serve while a lookup takes long. */
  private boolean mayServe(Found last) {
    return isWithin(TimeUnit.MINUTES.toNanos(LAST_MINUTES_MAX), last);
  }

  private boolean isWithin(long nanos, Found found) {
    return !found.isEmpty() && clock.monotonicNanos() - found.atNanos() < nanos;
  }

  private void makeRoom() {
    if (entries.size() >= config.namesMax()) {
      entries.values().removeIf(entry -> !isFresh(entry));
      if (entries.size() >= config.namesMax()) {
        entries.values().removeIf(entry -> entry.found.isDone());
      }
    }
  }

  private Entry start(String host, @Nullable Entry before) {
    Found last = before == null ? Found.NONE : before.found.join();
    Entry entry = new Entry(mayServe(last) ? last : Found.NONE);
    try {
      threads.execute(() -> lookUp(host, entry));
    } catch (RejectedExecutionException e) {
      entry.found.complete(entry.last);
    }
    return entry;
  }

  private void lookUp(String host, Entry entry) {
    List<InetAddress> addresses = List.of();
    try {
      addresses = List.of(resolver.resolve(host));
    } catch (UnknownHostException | RuntimeException e) {
      // There are none, as far as anybody knows.
    } finally {
      // After an error, too: nobody else would ever end the wait for this name.
      end(host, entry, addresses);
    }
  }

  private void end(String host, Entry entry, List<InetAddress> addresses) {
    if (!addresses.isEmpty()) {
      entry.found.complete(new Found(addresses, clock.monotonicNanos()));
    } else if (entry.foundInTime.isDone() && mayServe(entry.last)) {
      // No name server has answered in time, which says nothing about the name.
      entry.found.complete(entry.last);
    } else {
      entries.remove(host, entry);
      entry.found.complete(Found.NONE);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

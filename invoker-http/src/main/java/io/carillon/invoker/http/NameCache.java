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

/**
 * Resolves names on threads of its own and keeps what it found for a short while. A name is looked
 * up once at a time; failures are not kept. Thread-safe, never blocks the caller.
 */
final class NameCache implements AutoCloseable {
  private static final int LOOKUPS_WAITING_MAX = 4_096;

  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
  private final HostResolver resolver;
  private final InvokerConfig.Resolving config;
  private final Clock clock;
  private final ExecutorService threads;

  /** Addresses to come; an empty list means that there are none. */
  private static final class Entry {
    final CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
    volatile long foundAtNanos;
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
            10,
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
    Entry known = entries.get(host);
    if (known != null && isFresh(known)) {
      return known.addresses;
    }
    makeRoom();
    Entry entry =
        entries.compute(host, (_, now) -> now != null && isFresh(now) ? now : start(host));
    return entry.addresses;
  }

  private boolean isFresh(Entry entry) {
    return !entry.addresses.isDone() || clock.monotonicNanos() - entry.foundAtNanos < cacheNanos();
  }

  private long cacheNanos() {
    return TimeUnit.MILLISECONDS.toNanos(config.cacheMs());
  }

  private void makeRoom() {
    if (entries.size() >= config.namesMax()) {
      entries.values().removeIf(entry -> !isFresh(entry));
      if (entries.size() >= config.namesMax()) {
        entries.values().removeIf(entry -> entry.addresses.isDone());
      }
    }
  }

  private Entry start(String host) {
    Entry entry = new Entry();
    try {
      threads.execute(() -> lookUp(host, entry));
    } catch (RejectedExecutionException e) {
      entry.foundAtNanos = clock.monotonicNanos() - cacheNanos();
      entry.addresses.complete(List.of());
    }
    return entry;
  }

  private void lookUp(String host, Entry entry) {
    List<InetAddress> found = List.of();
    try {
      found = List.of(resolver.resolve(host));
    } catch (UnknownHostException | RuntimeException e) {
      // There are none, as far as anybody knows.
    } finally {
      // After an error, too: nobody else would ever end the wait for this name.
      end(host, entry, found);
    }
  }

  private void end(String host, Entry entry, List<InetAddress> found) {
    entry.foundAtNanos = clock.monotonicNanos();
    if (found.isEmpty()) {
      entries.remove(host, entry);
    }
    entry.addresses.complete(found);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

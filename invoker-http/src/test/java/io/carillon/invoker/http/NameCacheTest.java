package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.testkit.ManualClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names whose lookup takes long. */
class NameCacheTest {
  private static final String NAME = "app.example";

  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private volatile HostResolver resolver = _ -> addresses("8.8.8.8");
  private final NameCache names =
      new NameCache(host -> resolver.resolve(host), InvokerConfig.Resolving.DEFAULT, clock);

  @AfterEach
  void close() {
    names.close();
  }

  private static InetAddress[] addresses(String... literals) {
    return List.of(literals).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }

  /** Answers when the future does; an empty answer is a failure. */
  private static HostResolver waitingFor(CompletableFuture<InetAddress[]> answer) {
    return host -> {
      InetAddress[] found = answer.join();
      if (found.length == 0) {
        throw new UnknownHostException(host);
      }
      return found;
    };
  }

  private CompletableFuture<List<InetAddress>> begin(String host) {
    return names.resolve(host).toCompletableFuture();
  }

  private List<InetAddress> resolve(String host) {
    return result(begin(host));
  }

  private static List<InetAddress> result(CompletableFuture<List<InetAddress>> lookup) {
    try {
      return lookup.get(5, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the name was not resolved", e);
    }
  }

  @Test
  void namesThatHangDoNotHoldOthersUp() {
    CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
    HostResolver good = resolver;
    HostResolver hanging = waitingFor(answer);
    resolver = host -> (host.equals(NAME) ? good : hanging).resolve(host);
    List<CompletableFuture<List<InetAddress>>> held =
        IntStream.range(0, 200).mapToObj(i -> begin("hanging-" + i + ".example")).toList();
    assertThat(resolve(NAME)).containsExactly(addresses("8.8.8.8"));
    answer.complete(addresses());
    held.forEach(lookup -> assertThat(result(lookup)).isEmpty());
  }

  @Test
  void theLastAddressesServeWhileALookupTakesLong() {
    resolve(NAME);
    CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
    resolver = waitingFor(answer);
    clock.advance(Duration.ofMinutes(1));
    assertThat(resolve(NAME)).containsExactly(addresses("8.8.8.8"));
    assertThat(begin(NAME)).as("the next does not wait").isDone();

    answer.complete(addresses("1.1.1.1"));
    await().untilAsserted(() -> assertThat(resolve(NAME)).containsExactly(addresses("1.1.1.1")));
  }

  @Test
  void theLastAddressesServeAfterALookupThatFailedLate() {
    resolve(NAME);
    CompletableFuture<InetAddress[]> timedOut = new CompletableFuture<>();
    CompletableFuture<InetAddress[]> hanging = new CompletableFuture<>();
    resolver = waitingFor(timedOut);
    clock.advance(Duration.ofMinutes(1));
    resolve(NAME);
    resolver = waitingFor(hanging);
    timedOut.complete(addresses());
    await().until(() -> !begin(NAME).isDone());
    assertThat(resolve(NAME)).containsExactly(addresses("8.8.8.8"));
    hanging.complete(addresses());
  }

  @Test
  void aLookupThatFailsAtOnceIsBelieved() {
    resolve(NAME);
    resolver = waitingFor(CompletableFuture.completedFuture(addresses()));
    clock.advance(Duration.ofMinutes(1));
    assertThat(resolve(NAME)).isEmpty();
  }

  @Test
  void oldAddressesDoNotServe() {
    resolve(NAME);
    CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
    resolver = waitingFor(answer);
    clock.advance(Duration.ofMinutes(4));
    assertThat(resolve(NAME)).containsExactly(addresses("8.8.8.8"));
    clock.advance(Duration.ofMinutes(2));
    CompletableFuture<List<InetAddress>> during = begin(NAME);
    assertThat(during).isNotDone();
    answer.complete(addresses());
    assertThat(result(during)).isEmpty();

    resolver = _ -> addresses("1.1.1.1");
    assertThat(resolve(NAME)).containsExactly(addresses("1.1.1.1"));
    CompletableFuture<InetAddress[]> second = new CompletableFuture<>();
    resolver = waitingFor(second);
    clock.advance(Duration.ofMinutes(6));
    CompletableFuture<List<InetAddress>> later = begin(NAME);
    // Longer than known addresses wait for newer ones.
    await().during(Duration.ofMillis(1_500)).until(() -> !later.isDone());
    second.complete(addresses("9.9.9.9"));
    assertThat(result(later)).containsExactly(addresses("9.9.9.9"));
  }
}

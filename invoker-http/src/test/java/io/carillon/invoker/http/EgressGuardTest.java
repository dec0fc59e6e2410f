package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Clock;
import io.carillon.core.Destination;
import io.carillon.core.port.Outcome.Failure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
  private static final EgressPolicy STRICT = EgressPolicy.of(List.of(), false);

  private final Map<String, List<String>> zone =
      new ConcurrentHashMap<>(
          Map.of(
              "public.example", List.of("8.8.8.8", "2606:4700::1"),
              "private.example", List.of("10.0.0.1"),
              "mixed.example", List.of("8.8.8.8", "192.168.0.1"),
              "mapped.example", List.of("64:ff9b::7f00:1")));
  private final AtomicLong lookups = new AtomicLong();
  private final AtomicLong nowNanos = new AtomicLong(-5);

  private EgressGuard guard(EgressPolicy policy) {
    HostResolver resolver =
        host -> {
          lookups.incrementAndGet();
          List<String> addresses = zone.get(host);
          if (addresses == null) {
            throw new UnknownHostException(host);
          }
          return addresses.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        };
    Clock clock =
        new Clock() {
          @Override
          public long wallMs() {
            return 0;
          }

          @Override
          public long monotonicNanos() {
            return nowNanos.get();
          }
        };
    return new EgressGuard(
        policy, new NameCache(resolver, new InvokerConfig.Resolving(5_000, 4, 2), clock));
  }

  private static EgressGuard.Verdict permit(EgressGuard guard, String url) {
    try {
      return guard
          .permit(Destination.of(URI.create(url)))
          .toCompletableFuture()
          .get(5, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyAddressOfANameIsHandedOut() {
    assertThat(permit(guard(STRICT), "http://public.example/"))
        .isEqualTo(
            new EgressGuard.Permitted(
                List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("2606:4700::1"))));
  }

  @ParameterizedTest
  @CsvSource({
    "private.example, a private address",
    "mixed.example, a private address",
    "mapped.example, a loopback address",
    "127.0.0.1, a loopback address",
    "[::1], a loopback address",
    "0177.0.0.1, a loopback address"
  })
  void oneDeniedAddressDeniesTheHost(String host, String reason) {
    assertThat(permit(guard(STRICT), "http://" + host + ":8080/"))
        .isEqualTo(
            new EgressGuard.Refused(
                Failure.FORBIDDEN,
                "forbidden: %s leads to %s (CARILLON_EGRESS_ALLOW can allow it)"
                    .formatted(host, reason)));
  }

  @Test
  void aNameThatCannotBeResolvedIsNotPermitted() {
    EgressGuard guard = guard(EgressPolicy.of(List.of("unknown.example"), true));
    assertThat(permit(guard, "http://unknown.example/"))
        .isEqualTo(
            new EgressGuard.Refused(Failure.RESOLVE, "cannot resolve host: unknown.example"));
    zone.put("unknown.example", List.of("8.8.4.4"));
    assertThat(permit(guard, "http://unknown.example/")).isInstanceOf(EgressGuard.Permitted.class);
  }

  @Test
  void aNameIsLookedUpAndJudgedAgainWhenItsAddressesAreOld() {
    EgressGuard guard = guard(STRICT);
    permit(guard, "http://public.example/");
    zone.put("public.example", List.of("127.0.0.1"));
    nowNanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(4_999));
    assertThat(permit(guard, "http://public.example/")).isInstanceOf(EgressGuard.Permitted.class);
    assertThat(lookups).hasValue(1);
    nowNanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(permit(guard, "http://public.example/")).isInstanceOf(EgressGuard.Refused.class);
    assertThat(lookups).hasValue(2);
  }

  @Test
  void manyNamesDoNotFillTheMemory() {
    EgressGuard guard = guard(STRICT);
    for (int i = 0; i < 100; i++) {
      zone.put("n" + i + ".example", List.of("8.8.8.8"));
      permit(guard, "http://n" + i + ".example/");
    }
    permit(guard, "http://n99.example/");
    assertThat(lookups).hasValue(100);
  }

  @Test
  void theServersOwnAddressIsDeniedOnItsPortOnly() {
    InetAddress own = InetAddress.ofLiteral("8.8.8.8");
    EgressGuard strict = guard(STRICT);
    strict.own(Set.of(new InetSocketAddress(own, 8080)));
    assertThat(permit(strict, "http://8.8.8.8:8080/"))
        .isInstanceOfSatisfying(
            EgressGuard.Refused.class,
            refused -> assertThat(refused.message()).contains("this server's own address"));
    assertThat(permit(strict, "http://public.example:8080/"))
        .isInstanceOf(EgressGuard.Refused.class);
    assertThat(permit(strict, "http://8.8.8.8/")).isInstanceOf(EgressGuard.Permitted.class);

    EgressGuard listed = guard(EgressPolicy.of(List.of("8.8.8.8"), false));
    listed.own(Set.of(new InetSocketAddress(own, 8080)));
    assertThat(permit(listed, "http://8.8.8.8:8080/")).isInstanceOf(EgressGuard.Permitted.class);
  }

  @Test
  void aBlockDoesNotOpenTheServersOwnAddress() {
    EgressGuard guard = guard(EgressPolicy.of(List.of("10.0.0.0/8"), false));
    guard.own(Set.of(new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 8080)));

    assertThat(permit(guard, "http://private.example:8080/"))
        .isInstanceOf(EgressGuard.Refused.class);
    assertThat(guard.refuse(URI.create("http://10.0.0.1:8080/"))).isPresent();
    assertThat(permit(guard, "http://private.example/")).isInstanceOf(EgressGuard.Permitted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[::ffff:8.8.8.8]",
        "[64:ff9b::8.8.8.8]",
        "[64:ff9b::808:808]",
        "[2002:808:808::1]"
      })
  void theServersOwnAddressIsDeniedInEveryFormThatLeadsToIt(String host) {
    EgressGuard guard = guard(STRICT);
    guard.own(Set.of(new InetSocketAddress(InetAddress.ofLiteral("8.8.8.8"), 8080)));
    assertThat(permit(guard, "http://" + host + ":8080/")).isInstanceOf(EgressGuard.Refused.class);
    assertThat(guard.refuse(URI.create("http://" + host + ":8080/"))).isPresent();
    assertThat(permit(guard, "http://" + host + ":8081/"))
        .isInstanceOf(EgressGuard.Permitted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost./",
        "http://a.LOCALHOST.:80/",
        "http://127.0.0.1./",
        "http://0X7F000001/",
        "http://00000177.0.0.1/",
        "http://127.00000.0x0.1/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[::FFFF:7F00:1]/",
        "http://[::127.0.0.1]/",
        "http://[fe80::1%25lo]/",
        "http://[fe80::1%lo]/",
        "http://[::1%25lo]/",
        "http://%31%32%37.0.0.1/",
        "http://127%2e0%2e0%2e1/",
        "http://\uFF11\uFF12\uFF17.0.0.1/",
        "http://\u2460\u2461\u2466.0.0.1/",
        "http://127\u30020\u30020\u30021/",
        "http://loc\u212Alhost/",
        "http://@127.0.0.1/",
        "http://a@b@127.0.0.1/",
        "http://8.8.8.8\\@127.0.0.1/",
        "http:127.0.0.1/",
        "http:///127.0.0.1/"
      })
  void disguisesAreSeenThrough(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return; // No URL at all, which is what the API says of it.
    }
    assertThat(guard(STRICT).refuse(uri)).isPresent();
  }

  @Test
  void aResolverThatFailsInAnyWayPermitsNothingAndIsAskedAgain() {
    Queue<HostResolver> answers =
        new ArrayDeque<>(
            List.of(
                _ -> new InetAddress[0],
                _ -> new InetAddress[] {null},
                _ -> {
                  throw new IllegalStateException("broken");
                },
                _ -> {
                  throw new StackOverflowError("broken");
                }));
    HostResolver good = _ -> new InetAddress[] {InetAddress.ofLiteral("8.8.8.8")};
    HostResolver failing = host -> Objects.requireNonNullElse(answers.poll(), good).resolve(host);
    EgressGuard guard =
        new EgressGuard(
            STRICT, new NameCache(failing, new InvokerConfig.Resolving(5_000, 4, 1), Clock.SYSTEM));
    while (!answers.isEmpty()) {
      assertThat(permit(guard, "http://shaky.example/"))
          .isEqualTo(
              new EgressGuard.Refused(Failure.RESOLVE, "cannot resolve host: shaky.example"));
    }
    assertThat(permit(guard, "http://shaky.example/")).isInstanceOf(EgressGuard.Permitted.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://example.com/, must be an http or https URL",
    "file:///etc/passwd, must be an http or https URL",
    "/relative, must be an http or https URL",
    "http:/nohost, must name a host",
    "http://2130706433/, must not lead to a loopback address",
    "http://0x7f.1/, must name a host",
    "http://me:secret@example.com/, must not carry user info",
    "http://0999.0.0.1/, must name a host",
    "http://08.0.0.1/, names a malformed address",
    "http://127.0.0.1/, must not lead to a loopback address",
    "http://localhost:1/, must not lead to a loopback address",
    "http://App.LOCALHOST/, must not lead to a loopback address",
    "http://[::ffff:169.254.169.254]/latest, must not lead to a cloud metadata address",
    "https://192.168.1.1/, must not lead to a private address"
  })
  void urlsAreRefusedEarly(String url, String reason) {
    assertThat(guard(STRICT).refuse(URI.create(url)))
        .hasValueSatisfying(it -> assertThat(it).startsWith(reason));
    assertThat(lookups).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com/", "https://8.8.8.8:444/x", "http://[2606:4700::1]/"})
  void otherUrlsPassAndAreJudgedAtTheCall(String url) {
    assertThat(guard(STRICT).refuse(URI.create(url))).isEmpty();
    assertThat(lookups).hasValue(0);
  }

  @Test
  void loopbackPassesWhereInternalTargetsAreAllowed() {
    EgressGuard guard = guard(EgressPolicy.of(List.of(), true));
    assertThat(guard.refuse(URI.create("https://localhost:4444/foo"))).isEmpty();
    assertThat(guard.refuse(URI.create("http://169.254.169.254/"))).isPresent();
  }
}

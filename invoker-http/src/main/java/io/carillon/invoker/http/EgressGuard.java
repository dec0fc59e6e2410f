package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.carillon.core.port.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every new connection: resolves the host, judges every address by the policy, and
 * hands out the judged addresses to connect to. Without an address nothing is permitted.
 * Thread-safe.
 */
final class EgressGuard implements AutoCloseable {
  private static final String HINT = " (CARILLON_EGRESS_ALLOW can allow it)";

  private final EgressPolicy policy;
  private final NameCache names;
  private volatile Set<InetSocketAddress> own = Set.of();

  sealed interface Verdict {}

  /**
   * @param addresses at least one, in the order to try them
   */
  record Permitted(List<InetAddress> addresses) implements Verdict {}

  record Refused(Outcome.Failure failure, String message) implements Verdict {}

  EgressGuard(EgressPolicy policy, NameCache names) {
    this.policy = policy;
    this.names = names;
  }

  /**
   * Denies the server's own listening addresses, unless private targets are allowed anyway or an
   * entry of the allow list means them: no block does.
   */
  void own(Set<InetSocketAddress> listening) {
    own = Set.copyOf(listening);
  }

  /** Judges what can be judged without asking anybody; empty when nothing speaks against it. */
  Optional<String> refuse(URI url) {
    String scheme = url.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      return Optional.of("must be an http or https URL");
    }
    String host = url.getHost();
    if (host == null || host.isEmpty()) {
      return Optional.of("must name a host");
    }
    if (url.getRawUserInfo() != null) {
      return Optional.of("must not carry user info");
    }
    IpLiteral literal = IpLiteral.parse(host);
    if (literal.numeric() && literal.address().isEmpty()) {
      return Optional.of("names a malformed address");
    }
    Optional<InetAddress> address = literal.address();
    if (address.isEmpty() && isLocalName(host)) {
      address = Optional.of(InetAddress.getLoopbackAddress());
    }
    return address
        .map(it -> judge(Destination.of(url), it))
        .map(reason -> "must not lead to " + reason + HINT);
  }

  /** Names that mean loopback everywhere (RFC 6761). */
  private static boolean isLocalName(String host) {
    String name = HostName.normal(host);
    return name.equals("localhost") || name.endsWith(".localhost");
  }

  /** Completes, never exceptionally; at once for literals and names resolved lately. */
  CompletionStage<Verdict> permit(Destination destination) {
    String host = destination.host();
    IpLiteral literal = IpLiteral.parse(host);
    if (literal.numeric()) {
      return CompletableFuture.completedFuture(
          verdict(destination, literal.address().map(List::of).orElse(List.of())));
    }
    return names.resolve(host).thenApply(addresses -> verdict(destination, addresses));
  }

  private Verdict verdict(Destination destination, List<InetAddress> addresses) {
    String host = destination.host();
    if (addresses.isEmpty()) {
      return new Refused(Outcome.Failure.RESOLVE, "cannot resolve host: " + host);
    }
    for (InetAddress address : addresses) {
      String reason = judge(destination, address);
      if (reason != null) {
        return new Refused(
            Outcome.Failure.FORBIDDEN, "forbidden: " + host + " leads to " + reason + HINT);
      }
    }
    return new Permitted(addresses);
  }

  private @Nullable String judge(Destination destination, InetAddress address) {
    AddressKind kind = policy.refusal(destination.host(), address);
    if (kind != null) {
      return kind.description();
    }
    boolean isOwn =
        !policy.allowsPrivate()
            && isOwn(address, destination.port())
            && !policy.isExplicit(destination.host(), address);
    return isOwn ? "this server's own address" : null;
  }

  /** Also through what translates an IPv6 address into one of the server's IPv4 addresses. */
  private boolean isOwn(InetAddress address, int port) {
    return own.contains(new InetSocketAddress(address, port))
        || EmbeddedIpv4.of(address).stream()
            .anyMatch(embedded -> own.contains(new InetSocketAddress(embedded, port)));
  }

  @Override
  public void close() {
    names.close();
  }
}

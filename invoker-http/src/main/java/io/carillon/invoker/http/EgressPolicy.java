package io.carillon.invoker.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses may be called. Public ones may; all others are denied unless an entry of the
 * allow list names them. Pure, immutable, thread-safe.
 *
 * <p>IPv6 addresses that embed an IPv4 address are judged by that one. Cloud metadata addresses are
 * allowed only by an entry that is exactly such an address; no block, no name and no {@code
 * allowPrivate} opens them.
 */
public final class EgressPolicy {
  private final List<Cidr> blocks = new ArrayList<>();
  private final Set<String> names = new TreeSet<>();
  private final boolean allowPrivate;

  private EgressPolicy(List<String> allow, boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
    for (String entry : allow) {
      add(entry.strip());
    }
  }

  /**
   * A policy that opens what is listed.
   *
   * @param allow CIDR blocks, addresses and host names (exact, in any case)
   * @param allowPrivate also allow loopback, private (RFC 1918, ULA) and shared addresses; meant
   *     for a server whose own API listens on loopback only
   * @throws IllegalArgumentException naming an entry that is none of these
   */
  public static EgressPolicy of(List<String> allow, boolean allowPrivate) {
    return new EgressPolicy(allow, allowPrivate);
  }

  private void add(String entry) {
    Cidr.parse(entry)
        .ifPresentOrElse(
            blocks::add,
            () -> {
              if (!entry.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?")
                  || IpLiteral.parse(entry).numeric()) {
                throw new IllegalArgumentException(
                    "not a CIDR block, an address or a host name: " + entry);
              }
              names.add(HostName.normal(entry));
            });
  }

  /** Whether private and loopback addresses are allowed without being listed. */
  public boolean allowsPrivate() {
    return allowPrivate;
  }

  /**
   * Judges an address that a host stands for.
   *
   * @param host the name or literal that the URL gives
   * @return why it may not be called, or null when it may
   */
  @Nullable AddressKind refusal(String host, InetAddress address) {
    boolean isNamed = names.contains(HostName.normal(host));
    for (InetAddress decisive : EmbeddedIpv4.of(address)) {
      AddressKind kind = AddressKind.of(decisive);
      boolean isAllowed =
          switch (kind) {
            case PUBLIC -> true;
            case METADATA -> isListed(address, true) || isListed(decisive, true);
            case LOOPBACK, PRIVATE, SHARED, LINK_LOCAL, UNSPECIFIED, MULTICAST, RESERVED ->
                isNamed
                    || (allowPrivate && kind.isInternal())
                    || isListed(address, false)
                    || isListed(decisive, false);
          };
      if (!isAllowed) {
        return kind;
      }
    }
    return null;
  }

  /**
   * Whether the allow list has the host or exactly this address, so that even own ones are meant.
   */
  boolean isExplicit(String host, InetAddress address) {
    return names.contains(HostName.normal(host)) || isListed(address, true);
  }

  private boolean isListed(InetAddress address, boolean exactly) {
    return blocks.stream()
        .anyMatch(block -> block.contains(address) && (!exactly || block.isSingle()));
  }
}

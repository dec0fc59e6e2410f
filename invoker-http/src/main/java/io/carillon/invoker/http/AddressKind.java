package io.carillon.invoker.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * What an address is for, by the IANA special-purpose registries (RFC 6890 and its updates). Judges
 * the address itself, not what it embeds: see {@link EmbeddedIpv4}.
 */
enum AddressKind {
  /**
   * Instance metadata and credential services of clouds, some of them in otherwise public space.
   */
  METADATA(
      "a cloud metadata address",
      "169.254.169.254",
      "169.254.170.2",
      "169.254.170.23",
      "100.100.100.200",
      "168.63.129.16",
      "192.0.0.192",
      "fd00:ec2::254",
      "fd00:ec2::23",
      "fd20:ce::254"),
  LOOPBACK("a loopback address", "127.0.0.0/8", "::1"),
  PRIVATE("a private address", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
  SHARED("a shared address (CGNAT)", "100.64.0.0/10"),
  LINK_LOCAL("a link-local address", "169.254.0.0/16", "fe80::/10"),
  UNSPECIFIED("an unspecified address", "0.0.0.0/8", "::"),
  MULTICAST("a multicast address", "224.0.0.0/4", "ff00::/8"),
  RESERVED(
      "a reserved address",
      "192.0.0.0/24",
      "192.0.2.0/24",
      "192.88.99.0/24",
      "198.18.0.0/15",
      "198.51.100.0/24",
      "203.0.113.0/24",
      "240.0.0.0/4",
      "2001::/23",
      "2001:db8::/32",
      "3fff::/20"),
  PUBLIC("a public address", "0.0.0.0/0", "2000::/3");

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // neither the list nor a block ever changes
  private final List<Cidr> blocks;

  AddressKind(String description, String... blocks) {
    this.description = description;
    this.blocks = Arrays.stream(blocks).map(Cidr::of).toList();
  }

  /** The first kind, in the order above, that has a block with the address. */
  static AddressKind of(InetAddress address) {
    for (AddressKind kind : values()) {
      for (Cidr block : kind.blocks) {
        if (block.contains(address)) {
          return kind;
        }
      }
    }
    // Outside 2000::/3 nothing is assigned for public use.
    return address instanceof Inet4Address ? PUBLIC : RESERVED;
  }

  /** For messages, with its article. */
  String description() {
    return description;
  }

  /** Whether targets at such addresses are the installation's own affair. */
  boolean isInternal() {
    return this == LOOPBACK || this == PRIVATE || this == SHARED;
  }
}

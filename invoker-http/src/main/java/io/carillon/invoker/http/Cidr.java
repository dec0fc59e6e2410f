package io.carillon.invoker.http;

import java.net.InetAddress;
import java.util.Optional;

/** A block of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}. Immutable. */
final class Cidr {
  private final byte[] network;
  private final int prefix;

  private Cidr(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /** An address with or without a prefix length; empty when the text is none. */
  static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address =
        IpLiteral.parse(slash < 0 ? text : text.substring(0, slash)).address();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    byte[] network = address.get().getAddress();
    int bits = network.length * 8;
    if (slash < 0) {
      return Optional.of(new Cidr(network, bits));
    }
    String length = text.substring(slash + 1);
    if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
      return Optional.empty();
    }
    return Optional.of(new Cidr(network, Integer.parseInt(length)));
  }

  /** For constants. */
  static Cidr of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != network.length) {
      return false;
    }
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (bytes[i] != network[i]) {
        return false;
      }
    }
    int rest = prefix % 8;
    return rest == 0 || ((bytes[whole] ^ network[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0;
  }

  /** Whether the block is one address. */
  boolean isSingle() {
    return prefix == network.length * 8;
  }
}

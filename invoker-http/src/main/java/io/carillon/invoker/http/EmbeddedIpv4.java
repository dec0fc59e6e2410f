package io.carillon.invoker.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Finds the IPv4 addresses inside IPv6 addresses that lead to them: mapped, translated and
 * compatible forms, NAT64, 6to4, Teredo and ISATAP.
 */
final class EmbeddedIpv4 {
  private static final List<Cidr> LAST_4_BYTES =
      List.of(Cidr.of("::/96"), Cidr.of("::ffff:0:0:0/96"), Cidr.of("64:ff9b::/96"));
  private static final Cidr LOW = Cidr.of("::/127");
  private static final Cidr SIX_TO_FOUR = Cidr.of("2002::/16");
  private static final Cidr TEREDO = Cidr.of("2001::/32");

  private EmbeddedIpv4() {}

  /** The addresses that decide about this one: what it embeds, or else the address itself. */
  static List<InetAddress> of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return List.of(address);
    }
    if (isMapped(bytes)) {
      return List.of(ipv4(bytes, 12, 0));
    }
    // :: and ::1 are addresses of their own.
    if (!LOW.contains(address)
        && LAST_4_BYTES.stream().anyMatch(block -> block.contains(address))) {
      return List.of(ipv4(bytes, 12, 0));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return List.of(ipv4(bytes, 2, 0));
    }
    if (TEREDO.contains(address)) {
      return List.of(ipv4(bytes, 4, 0), ipv4(bytes, 12, 0xFF));
    }
    if (isIsatap(bytes)) {
      return List.of(address, ipv4(bytes, 12, 0));
    }
    return List.of(address);
  }

  /** Java turns these into IPv4 addresses by itself, nearly everywhere. */
  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == (byte) 0xFF && bytes[11] == (byte) 0xFF;
  }

  private static boolean isIsatap(byte[] bytes) {
    return (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == (byte) 0xFE;
  }

  private static InetAddress ipv4(byte[] bytes, int from, int mask) {
    byte[] four = new byte[4];
    for (int i = 0; i < 4; i++) {
      four[i] = (byte) (bytes[from + i] ^ mask);
    }
    try {
      return InetAddress.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}

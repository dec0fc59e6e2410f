package io.carillon.invoker.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host that is written as a number rather than a name, in any spelling that the usual C libraries
 * take: {@code 127.0.0.1}, {@code 127.1}, {@code 0177.0.0.1}, {@code 0x7f000001}, {@code
 * 2130706433}, {@code [::1]}.
 *
 * @param numeric whether the host claims to be an address
 * @param address the address, empty for names and for malformed numbers
 */
record IpLiteral(boolean numeric, Optional<InetAddress> address) {
  private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]*|[0-9]+");
  private static final IpLiteral NAME = new IpLiteral(false, Optional.empty());
  private static final IpLiteral MALFORMED = new IpLiteral(true, Optional.empty());

  static IpLiteral parse(String host) {
    if (host.indexOf(':') >= 0 || host.startsWith("[")) {
      return parseV6(host);
    }
    String[] parts = HostName.withoutFinalDot(host).split("\\.", -1);
    if (!isNumber(parts[parts.length - 1])) {
      return NAME;
    }
    return parts.length > 4 ? MALFORMED : parseV4(parts);
  }

  private static IpLiteral parseV6(String host) {
    String text =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    try {
      return new IpLiteral(true, Optional.of(Inet6Address.ofLiteral(address)));
    } catch (IllegalArgumentException e) {
      return MALFORMED;
    }
  }

  /** As inet_aton does: the last part fills all bytes that the others leave. */
  private static IpLiteral parseV4(String[] parts) {
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      long limit = last ? 1L << (8 * (5 - parts.length)) : 256;
      long value = number(parts[i]);
      if (value < 0 || value >= limit) {
        return MALFORMED;
      }
      address = last ? (address << (8 * (5 - parts.length))) | value : (address << 8) | value;
    }
    return of(
        new byte[] {
          (byte) (address >>> 24), (byte) (address >>> 16), (byte) (address >>> 8), (byte) address
        });
  }

  private static boolean isNumber(String part) {
    return NUMBER.matcher(part).matches();
  }

  /** Decimal, octal after a zero, hexadecimal after 0x; -1 when it is none. */
  private static long number(String part) {
    try {
      if (part.length() > 16 || !isNumber(part)) {
        return -1;
      }
      if (part.startsWith("0x") || part.startsWith("0X")) {
        return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
      }
      return part.startsWith("0") ? Long.parseLong(part, 8) : Long.parseLong(part);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static IpLiteral of(byte[] bytes) {
    try {
      return new IpLiteral(true, Optional.of(InetAddress.getByAddress(bytes)));
    } catch (UnknownHostException e) {
      return MALFORMED;
    }
  }
}

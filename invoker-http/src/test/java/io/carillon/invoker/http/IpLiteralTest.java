package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "127.0.0.1., 127.0.0.1",
    "127.1, 127.0.0.1",
    "127.0.1, 127.0.0.1",
    "0177.0.0.1, 127.0.0.1",
    "0x7f.0.0.1, 127.0.0.1",
    "0x7F.0x0.0X0.0x1, 127.0.0.1",
    "0x7f000001, 127.0.0.1",
    "017700000001, 127.0.0.1",
    "2130706433, 127.0.0.1",
    "0x7f.1, 127.0.0.1",
    "010.0.0.1, 8.0.0.1",
    "169.254.43518, 169.254.169.254",
    "0xa9fea9fe, 169.254.169.254",
    "0, 0.0.0.0",
    "0x, 0.0.0.0",
    "4294967295, 255.255.255.255",
    "[::1], 0:0:0:0:0:0:0:1",
    "::1, 0:0:0:0:0:0:0:1",
    "[::ffff:10.0.0.1], 10.0.0.1",
    "[::ffff:a00:1], 10.0.0.1",
    "[fe80::1%eth0], fe80:0:0:0:0:0:0:1",
    "[fe80::1%25eth0], fe80:0:0:0:0:0:0:1"
  })
  void spellingsOfAddressesAreRead(String host, String address) {
    IpLiteral literal = IpLiteral.parse(host);
    assertThat(literal.numeric()).isTrue();
    assertThat(literal.address())
        .hasValueSatisfying(it -> assertThat(it.getHostAddress()).isEqualTo(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "256.0.0.1",
        "1.2.3.4.5",
        "1..2",
        "08.0.0.1",
        "127.0.0.0x1g.1",
        "4294967296",
        "127.0.65536",
        "0x100000000",
        "a.b.c.1",
        "[::1",
        "[1.2.3.4]",
        "[]",
        "::g",
        "99999999999999999999"
      })
  void whatClaimsToBeAnAddressAndIsNoneIsMalformed(String host) {
    IpLiteral literal = IpLiteral.parse(host);
    assertThat(literal.numeric()).isTrue();
    assertThat(literal.address()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "example.com", "a1", "1a", "1.example", "xn--4ca", "0xg"})
  void namesAreNames(String host) {
    assertThat(IpLiteral.parse(host).numeric()).isFalse();
  }

  @Test
  void blocksContainTheirAddressesOnly() {
    Cidr block = Cidr.of("10.20.0.0/14");
    assertThat(block.contains(InetAddress.ofLiteral("10.23.255.255"))).isTrue();
    assertThat(block.contains(InetAddress.ofLiteral("10.24.0.0"))).isFalse();
    assertThat(block.contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(Cidr.of("0.0.0.0/0").contains(InetAddress.ofLiteral("255.1.2.3"))).isTrue();
    assertThat(Cidr.parse("10.0.0.0/33")).isEmpty();
    assertThat(Cidr.parse("10.0.0.0/")).isEmpty();
    assertThat(Cidr.parse("10.0.0.0/-1")).isEmpty();
    assertThat(Cidr.parse("example.com")).isEmpty();
  }
}

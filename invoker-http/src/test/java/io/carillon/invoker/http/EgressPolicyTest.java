package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {
  private static final EgressPolicy STRICT = EgressPolicy.of(List.of(), false);
  private static final EgressPolicy INTERNAL = EgressPolicy.of(List.of(), true);

  private static @Nullable AddressKind judge(EgressPolicy policy, String literal) {
    return policy.refusal(literal, IpLiteral.parse(literal).address().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, LOOPBACK",
    "127.255.255.254, LOOPBACK",
    "::1, LOOPBACK",
    "10.0.0.0, PRIVATE",
    "10.255.255.255, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.0.1, PRIVATE",
    "fc00::1, PRIVATE",
    "fd12:3456::1, PRIVATE",
    "100.64.0.1, SHARED",
    "100.127.255.255, SHARED",
    "169.254.0.1, LINK_LOCAL",
    "fe80::1, LINK_LOCAL",
    "169.254.169.254, METADATA",
    "169.254.170.2, METADATA",
    "100.100.100.200, METADATA",
    "168.63.129.16, METADATA",
    "fd00:ec2::254, METADATA",
    "fd20:ce::254, METADATA",
    "0.0.0.0, UNSPECIFIED",
    "0.255.255.255, UNSPECIFIED",
    "::, UNSPECIFIED",
    "224.0.0.1, MULTICAST",
    "239.255.255.255, MULTICAST",
    "ff02::1, MULTICAST",
    "192.0.0.1, RESERVED",
    "192.0.2.1, RESERVED",
    "198.18.0.1, RESERVED",
    "198.19.255.255, RESERVED",
    "198.51.100.1, RESERVED",
    "203.0.113.1, RESERVED",
    "240.0.0.1, RESERVED",
    "255.255.255.255, RESERVED",
    "2001:db8::1, RESERVED",
    "2001:2::1, RESERVED",
    "3fff::1, RESERVED",
    "100::1, RESERVED",
    "fec0::1, RESERVED",
    "4000::1, RESERVED",
    "64:ff9b:1::a00:1, RESERVED",
    // Embedded IPv4.
    "::ffff:127.0.0.1, LOOPBACK",
    "::ffff:169.254.169.254, METADATA",
    "::127.0.0.1, LOOPBACK",
    "::ffff:0:10.0.0.1, PRIVATE",
    "64:ff9b::7f00:1, LOOPBACK",
    "64:ff9b::10.1.2.3, PRIVATE",
    "64:ff9b::169.254.169.254, METADATA",
    "2002:7f00:1::, LOOPBACK",
    "2002:a9fe:a9fe::1, METADATA",
    "2002:c0a8:101::1, PRIVATE",
    "2001:0:7f00:1::, LOOPBACK",
    "2001:0:808:808:0:0:f5ff:fffe, PRIVATE",
    "2606:4700::5efe:10.0.0.1, PRIVATE",
    "2606:4700::200:5efe:127.0.0.1, LOOPBACK"
  })
  void deniedRanges(String address, AddressKind kind) {
    assertThat(judge(STRICT, address)).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "100.63.255.255",
        "100.128.0.0",
        "169.253.255.255",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001::200e",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
        "2001:0:808:808:0:0:f7f7:f7f7",
        "::ffff:8.8.8.8"
      })
  void publicAddressesAreAllowed(String address) {
    assertThat(judge(STRICT, address)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.1",
        "0177.0.0.1",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "0xa9fea9fe",
        "169.254.43518",
        "0xa000001",
        "10.1",
        "0300.0250.1",
        "[::ffff:7f00:1]",
        "0"
      })
  void oddSpellingsAreDeniedLikeThePlainOnes(String literal) {
    assertThat(judge(STRICT, literal)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "fd00::1", "100.64.0.1", "8.8.8.8"})
  void internalAddressesCanBeAllowedAsAWhole(String address) {
    assertThat(judge(INTERNAL, address)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
        "169.254.1.1",
        "fe80::1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1"
      })
  void metadataAndTheRestStayDeniedAllTheSame(String address) {
    assertThat(judge(INTERNAL, address)).isNotNull();
  }

  @Test
  void whatIsListedIsAllowedAndNothingElse() {
    EgressPolicy policy =
        EgressPolicy.of(
            List.of("10.1.0.0/16", " 192.168.7.7 ", "fd00::/8", "App.Internal."), false);
    assertThat(judge(policy, "10.1.2.3")).isNull();
    assertThat(judge(policy, "::ffff:10.1.2.3")).isNull();
    assertThat(judge(policy, "64:ff9b::10.1.2.3")).isNull();
    assertThat(judge(policy, "10.2.0.1")).isEqualTo(AddressKind.PRIVATE);
    assertThat(judge(policy, "192.168.7.7")).isNull();
    assertThat(judge(policy, "192.168.7.8")).isEqualTo(AddressKind.PRIVATE);
    assertThat(judge(policy, "fd12::1")).isNull();
    InetAddress internal = InetAddress.ofLiteral("127.0.0.1");
    assertThat(policy.refusal("app.internal", internal)).isNull();
    assertThat(policy.refusal("APP.internal.", internal)).isNull();
    assertThat(policy.refusal("other.internal", internal)).isEqualTo(AddressKind.LOOPBACK);
  }

  @Test
  void onlyItsVeryAddressOpensMetadata() {
    InetAddress metadata = InetAddress.ofLiteral("169.254.169.254");
    EgressPolicy wide =
        EgressPolicy.of(List.of("0.0.0.0/0", "169.254.0.0/16", "metadata.internal"), true);
    assertThat(wide.refusal("169.254.169.254", metadata)).isEqualTo(AddressKind.METADATA);
    assertThat(wide.refusal("metadata.internal", metadata)).isEqualTo(AddressKind.METADATA);
    EgressPolicy exact = EgressPolicy.of(List.of("169.254.169.254/32"), false);
    assertThat(exact.refusal("169.254.169.254", metadata)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, false",
    "10.1.2.2/31, false",
    "10.1.2.3/32, true",
    "10.1.2.3, true",
    "own.example, true",
    "other.example, false",
  })
  void onlyItsNameOrItsVeryAddressNamesAHostExplicitly(String entry, boolean isExplicit) {
    EgressPolicy policy = EgressPolicy.of(List.of(entry), false);

    assertThat(policy.isExplicit("own.example", InetAddress.ofLiteral("10.1.2.3")))
        .isEqualTo(isExplicit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "http://x", "a b", "", "*", "host:80", "1.2.3.256"})
  void entriesThatAreNeitherAreRefused(String entry) {
    assertThatThrownBy(() -> EgressPolicy.of(List.of(entry), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(": " + entry.strip());
  }
}

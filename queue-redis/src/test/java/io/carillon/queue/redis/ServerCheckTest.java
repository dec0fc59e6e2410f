package io.carillon.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerCheckTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "6.2.0,         master, -",
        "6.2.11,        master, -",
        "7.4.1,         master, -",
        "10.0.0-rc1,    master, -",
        "6.0.16,        master, 'Redis 6.2 or newer is needed, and it is 6.0.16'",
        "5.0.14.1,      master, 'Redis 6.2 or newer is needed, and it is 5.0.14.1'",
        "7.4.1,         slave,  it is a replica",
        "unknown,       master, it does not tell its version",
      })
  void serversAreJudgedByVersionAndRole(String version, String role, String objection) {
    String server = "# Server\r\nredis_version:" + version + "\r\nredis_mode:standalone\r\n";
    String replication = "# Replication\r\nrole:" + role + "\r\nconnected_slaves:0\r\n";
    assertThat(ServerCheck.objection(server, replication)).isEqualTo(objection);
  }
}

package io.carillon.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Invalid;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisConfigTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "redis://host                              | redis://host:6379/0            | -    | -",
        "redis://host:1/3                          | redis://host:1/3               | -    | -",
        "redis://host/                             | redis://host:6379/0            | -    | -",
        "rediss://:top@host                        | rediss://host:6379/0           | -    | top",
        "redis://ann:top@host                      | redis://host:6379/0            | ann  | top",
        "redis://a%3Ab:t%40p+%2F:x@h.example:7     | redis://h.example:7/0          | a:b  | t@p+/:x",
        "redis://[::1]:7/2                         | redis://[::1]:7/2              | -    | -",
        "redis://127.0.0.1:7                       | redis://127.0.0.1:7/0          | -    | -",
        "redis-sentinel://a:1,b?master=m           | redis-sentinel://a:1,b:26379/0?master=m | - | -",
        "rediss-sentinel://u:p@a,b/5?master=my.m-1 | rediss-sentinel://a:26379,b:26379/5?master=my.m-1 | u | p",
      })
  void urlsAreUnderstood(String url, String shown, String user, String password) {
    RedisUrl parts = RedisUrl.parse(url);
    assertThat(parts).hasToString(shown);
    assertThat(parts.user()).isEqualTo(user);
    assertThat(parts.password()).isEqualTo(password);
    assertThat(RedisConfig.of(url)).hasToString(shown + " carillon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host:6379",
        "http://host",
        "redis://",
        "redis://:secret@",
        "redis://host:0",
        "redis://host:65536",
        "redis://host:secret",
        "redis://host/x",
        "redis://host/65536",
        "redis://a,b",
        "redis://host?master=m",
        "redis://host?db=1",
        "redis://ho st",
        "redis://my_host",
        "redis://user@host",
        "redis://u:sec%ret@host",
        "redis-sentinel://a,b",
        "redis-sentinel://a,,b?master=m",
        "redis-sentinel://a?master=",
        "redis-sentinel://a?master=m&password=secret",
      })
  void nonsenseIsRefusedAndNotRepeated(String url) {
    assertThatThrownBy(() -> RedisConfig.of(url))
        .isInstanceOf(Invalid.class)
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("sec%ret");
  }

  @Test
  void thePasswordMayBeGivenApartAndIsNeverShown() {
    RedisConfig config = new RedisConfig("redis://ann@host", "secret", "p", List.of());
    assertThat(config.target().password()).isEqualTo("secret");
    assertThat(config.target().user()).isEqualTo("ann");
    assertThat(config.toString() + config.target()).doesNotContain("secret").doesNotContain("ann");
    assertThatThrownBy(() -> new RedisConfig("redis://:a@host", "secret", "p", List.of()))
        .isInstanceOf(Invalid.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void otherNonsenseIsRefused() {
    List<Path> pem = List.of(Path.of("a.pem"));
    for (String prefix : List.of("", "a b", "x".repeat(65))) {
      assertThatThrownBy(() -> new RedisConfig("redis://host", null, prefix, List.of()))
          .isInstanceOf(Invalid.class);
    }
    assertThatThrownBy(() -> new RedisConfig("redis://host", "", "p", List.of()))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new RedisConfig("redis://host", null, "p", pem))
        .isInstanceOf(Invalid.class);
    assertThat(new RedisConfig("rediss://host", null, "p", pem).trustCertificates()).isEqualTo(pem);
  }
}

package io.carillon.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Destination;
import io.carillon.engine.EngineConfig;
import io.carillon.invoker.http.SigningSecrets;
import io.carillon.store.jdbc.Database.NodeSelf;
import io.carillon.store.jdbc.SecretKeys;
import io.carillon.store.postgres.PostgresConfig;
import io.carillon.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flags before variables before the file before the defaults; anything odd stops the start. */
class ConfigTest {
  @TempDir Path folder;

  private String file(String yaml) throws IOException {
    Path file = folder.resolve("test.yaml");
    Files.writeString(file, yaml);
    return file.toString();
  }

  @Test
  void defaults() {
    CarillonConfig config = ConfigSources.read(Map.of(), Map.of("PATH", "/bin"));

    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(8080);
    assertThat(config.http().isLoopback()).isTrue();
    assertThat(config.store()).hasToString("data/carillon.db");
    assertThat(config.engine().inFlightMax()).isEqualTo(10_000);
    assertThat(config.engine().destinationInFlightMax()).isEqualTo(1_000);
    assertThat(config.engine().nodeName()).isNotBlank();
    assertThat(config.invoker().egress().allowsPrivate()).isTrue();
    assertThat(config.retention().age()).isEqualTo(Duration.ofDays(30));
    assertThat(config.retention().rowsMax()).isEqualTo(50_000_000);
    assertThat(config.shutdownGrace()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.log().isJson()).isFalse();
    assertThat(config.alerts().webhook()).isEmpty();
  }

  @Test
  void theDefaultsAreTheEnginesOwn() {
    CarillonConfig config = ConfigSources.read(Map.of("node-name", "n"), Map.of());

    assertThat(config.engine()).isEqualTo(EngineConfig.defaults("n"));
  }

  @Test
  void flagsGoBeforeVariablesBeforeTheFile() throws IOException {
    String yaml = file("http-port: 1\nnode-name: file\nretention-days: 3\n");

    CarillonConfig config =
        ConfigSources.read(
            Map.of("http-port", "3", "config", yaml),
            Map.of("CARILLON_HTTP_PORT", "2", "CARILLON_NODE_NAME", "variable"));

    assertThat(config.http().port()).isEqualTo(3);
    assertThat(config.engine().nodeName()).isEqualTo("variable");
    assertThat(config.retention().age()).isEqualTo(Duration.ofDays(3));
  }

  @Test
  void theFileMayNestAndList() throws IOException {
    String yaml =
        file(
            """
            http: {port: 99, behind-proxy: true, host: 0.0.0.0}
            engine:
              in-flight-max: 20_000
            egress:
              allow: [10.0.0.0/8, internal.example]
            roles: [worker, api, scheduler]
            """);

    CarillonConfig config = ConfigSources.read(Map.of(), Map.of("CARILLON_CONFIG", yaml));

    assertThat(config.http().port()).isEqualTo(99);
    assertThat(config.engine().inFlightMax()).isEqualTo(20_000);
    assertThat(config.invoker().egress().allowsPrivate()).as("strangers reach the API").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00123", "0x1F", "1e3", "1_000", "1.10", "yes", "true", "2027-01-01"})
  void theFileIsTakenAtItsWord(String text) throws IOException {
    String file = file("store-password: %1$s\nroles: [%1$s, %1$s]\n".formatted(text));

    assertThat(YamlFile.read(Path.of(file)))
        .isEqualTo(Map.of("store-password", text, "roles", text + "," + text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "''", "[]"})
  void theFileMayLeaveASettingEmpty(String nothing) throws IOException {
    String file = file("http:\n  host: " + nothing + "\n");

    assertThat(YamlFile.read(Path.of(file))).isEqualTo(Map.of("http-host", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "~"})
  void aFileMayHoldNothing(String yaml) throws IOException {
    assertThat(YamlFile.read(Path.of(file(yaml)))).isEmpty();
  }

  @Test
  void whoDoesNotServeTheApiDoesNotKnowWhoReachesIt() {
    Map<String, String> settings =
        Map.of("store-url", "jdbc:postgresql://db/x", "roles", "scheduler,worker");

    CarillonConfig config = ConfigSources.read(settings, Map.of());

    assertThat(config.http().isLoopback()).isTrue();
    assertThat(config.invoker().egress().allowsPrivate()).isFalse();
  }

  @Test
  void behindAProxyOthersReachTheApiOnLoopbackToo() {
    CarillonConfig config = ConfigSources.read(Map.of("http-behind-proxy", "true"), Map.of());

    assertThat(config.http().isLoopback()).isTrue();
    assertThat(config.invoker().egress().allowsPrivate()).isFalse();
  }

  @Test
  void aDatabaseIsNamedByItsUrlAndItsPasswordIsNotShown() {
    CarillonConfig config =
        ConfigSources.read(
            Map.of(),
            Map.of(
                "CARILLON_STORE_URL", "jdbc:postgresql://db/x?password=hidden",
                "CARILLON_STORE_READ_URL", "jdbc:postgresql://replica/x",
                "CARILLON_STORE_USER", "u",
                "CARILLON_STORE_PASSWORD", "secret",
                "CARILLON_NODE_NAME", "a",
                "CARILLON_NODE_LEASE_MS", "5000"));

    assertThat(config.store())
        .isEqualTo(
            new StoreConfig.Postgres(
                new PostgresConfig(
                    "jdbc:postgresql://db/x?password=hidden",
                    "jdbc:postgresql://replica/x",
                    "u",
                    "secret",
                    new NodeSelf("a", Version.NUMBER, "api,scheduler,worker"),
                    5_000,
                    3,
                    65_536),
                SecretKeys.NONE));
    assertThat(config.toString()).doesNotContain("hidden", "secret");
  }

  @Test
  void secretsComeFromAFileOrAVariableAndAreNotShown() throws IOException {
    String key = SecretKeys.generate();
    String signing = SigningSecrets.generate();
    Path file = Files.writeString(folder.resolve("keys"), "# first\n\n " + key + " \n");
    Map<String, String> environment =
        Map.of(
            "CARILLON_SECRET_KEY_FILE",
            file.toString(),
            "CARILLON_SIGNING_SECRET",
            signing + "," + SigningSecrets.generate());

    CarillonConfig config = ConfigSources.read(Map.of(), environment);

    assertThat(((StoreConfig.Sqlite) config.store()).keys().ids())
        .isEqualTo(SecretKeys.of(List.of(key)).ids());
    assertThat(config.invoker().signing()).asString().isEqualTo("keys: 2");
    assertThat(config.toString()).doesNotContain(key, signing);
    for (Map<String, String> wrong :
        List.of(
            Map.of("CARILLON_SECRET_KEY_FILE", file.toString(), "CARILLON_SECRET_KEY", key),
            Map.of("CARILLON_SECRET_KEY_FILE", folder.resolve("none").toString()),
            Map.of(
                "CARILLON_SECRET_KEY_FILE",
                Files.writeString(folder.resolve("empty"), "# nothing\n").toString()),
            Map.of("CARILLON_SECRET_KEY", key + "," + key.substring(2)),
            Map.of("CARILLON_SIGNING_SECRET", signing.substring(6)))) {
      assertThatThrownBy(() -> ConfigSources.read(Map.of(), wrong))
          .isInstanceOf(ConfigError.class)
          .hasMessageMatching("(secret-key|signing-secret).*")
          .message()
          .doesNotContain(key.substring(2), signing.substring(6));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CARILLON_HTTP_PORT | x | CARILLON_HTTP_PORT must be a whole number, 0 to 65535",
        "CARILLON_HTTP_PORT | 70000 | 0 to 65535",
        "CARILLON_HTTP_IDLE_TIMEOUT_MS | 74999 | 75000 to 3600000",
        "CARILLON_HTPP_PORT | 1 | unknown setting CARILLON_HTPP_PORT",
        "CARILLON_LOG_FORMAT | xml | must be one of text, json",
        "CARILLON_LOG_LEVEL | loud | must be one of error, warn, info, debug",
        "CARILLON_HTTP_BEHIND_PROXY | yes | must be true or false",
        "CARILLON_STORE_URL | mysql://x | store-url",
        "CARILLON_STORE_URL | jdbc:sqlite: | store-url",
        "CARILLON_STORE_URL | jdbc:sqlite:a?b=c | store-url",
        "CARILLON_QUEUE_URL | redis://x | queue-url: nodes can share work on jdbc:postgresql: only",
        "CARILLON_QUEUE_URL | http://x | queue-url",
        "CARILLON_ROLES | api | roles: a node on a file",
        "CARILLON_ROLES | , | roles: must be some of",
        "CARILLON_ROLES | api,scheduler,worker,cook | roles",
        "CARILLON_HTTP_CORS_ORIGINS | https://x.example | http-cors-origins",
        "CARILLON_OIDC_ISSUER | http://idp.example | oidc-issuer: must begin with https:",
        "CARILLON_OIDC_ISSUER | https://idp.example | oidc-audience: is needed",
        "CARILLON_EGRESS_ALLOW | not/a/cidr | egress-allow",
        "CARILLON_ALERT_WEBHOOK | ftp://x | CARILLON_ALERT_WEBHOOK",
        "CARILLON_HTTP_TLS_CERTIFICATE | a.pem | http-tls-key: is needed beside",
        "CARILLON_HTTP_TLS_KEY | a.pem | http-tls-certificate: is needed beside",
        "CARILLON_INVOKER_TRUST_SYSTEM | false | invoker-trust-system: may be false only beside",
        "CARILLON_INVOKER_CLIENT_CERTIFICATES | a.example=c | must be made of host:port=",
        "CARILLON_INVOKER_CLIENT_CERTIFICATES | a/b=c:d | must be made of host:port=",
        "CARILLON_INVOKER_CLIENT_CERTIFICATES | -=c:d | must name a host",
        "CARILLON_INVOKER_CLIENT_CERTIFICATES | a:99999=c:d | has a bad port",
        "CARILLON_INVOKER_CLIENT_CERTIFICATES | a=c:d,A:443=c:d | must not name https://a:443 twice",
        "CARILLON_ENGINE_PLAN_AHEAD_MS | 200 | planAheadMs",
        "CARILLON_CONFIG | /nowhere.yaml | /nowhere.yaml",
      })
  void aBadSettingIsNamed(String variable, String value, String message) {
    assertThatThrownBy(() -> ConfigSources.read(Map.of(), Map.of(variable, value)))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "store-url, postgresql://u:swordfish@db/x",
    "store-url, jdbc:postgres://db/x?password=swordfish",
    "store-url, jdbc:sqlite:a.db?key=swordfish",
    "store-url, jdbc:postgresql://u:swordfish@db/x",
    "store-url, jdbc:postgresql://db/x?password=swordfish%zz",
    "store-read-url, postgresql://u:swordfish@db/x",
    "queue-url, http://:swordfish@redis",
    "queue-url, redis://:swordfish@redis:0",
    "alert-webhook, ftp://hooks.example/swordfish",
    "alert-webhook, https://u:swordfish@hooks.example/",
    "alert-webhook, https://hooks.example/swordfish x",
    "oidc-issuer, https://u:swordfish@idp.example/",
  })
  void whatMayBeASecretIsNotRepeated(String setting, String value) {
    Map<String, String> settings = new TreeMap<>(Map.of("store-url", "jdbc:postgresql://db/x"));
    settings.put(setting, value);

    assertThatThrownBy(() -> ConfigSources.read(settings, Map.of()))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining(setting)
        .message()
        .doesNotContain("swordfish");
  }

  @Test
  void aFileThatIsNoYamlIsNotRepeated() throws IOException {
    String file = file("http-port: 1\nstore-password: swordfish: x\n");

    assertThatThrownBy(() -> ConfigSources.read(Map.of("config", file), Map.of()))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("is not YAML")
        .hasMessageContaining("line 2")
        .message()
        .doesNotContain("swordfish");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http: {prot: 1} | unknown setting http-prot",
        "http-port: [1, 2] | http-port",
        "[1] | key: value",
        "a: b: c | is not YAML",
        "{http: {port: 1}, http-port: 2} | set twice",
        "{http-port: 1, http-port: 2} | set twice",
        "egress-allow: [{host: a}] | egress-allow",
      })
  void aBadFileIsNamed(String yaml, String message) throws IOException {
    String file = file(yaml);

    assertThatThrownBy(() -> ConfigSources.read(Map.of("config", file), Map.of()))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining(message);
  }

  @Test
  void clientCertificatesAreByDestination() throws IOException {
    String yaml =
        file(
            """
            invoker:
              client-certificates:
                - pay.example=/tls/pay.crt:/tls/pay.key
                - "[2001:db8::1]:8443=a.crt:a.key"
            """);

    CarillonConfig config = ConfigSources.read(Map.of("config", yaml), Map.of());

    assertThat(config.invoker().tls().clientCertificates())
        .isEqualTo(
            Map.of(
                new Destination("https", "pay.example", 443),
                new PemFiles(Path.of("/tls/pay.crt"), Path.of("/tls/pay.key")),
                new Destination("https", "[2001:db8::1]", 8443),
                new PemFiles(Path.of("a.crt"), Path.of("a.key"))));
  }

  @Test
  void withACertificateTheApiIsHttps() {
    HttpConfig plain = ConfigSources.read(Map.of(), Map.of()).http();
    HttpConfig secure =
        ConfigSources.read(Map.of("http-tls-certificate", "c", "http-tls-key", "k"), Map.of())
            .http();

    assertThat(plain.url("::1", 80)).isEqualTo("http://[::1]:80");
    assertThat(secure.url("a.example", 8443)).isEqualTo("https://a.example:8443");
    assertThat(secure.tls()).contains(new PemFiles(Path.of("c"), Path.of("k")));
  }

  @Test
  void whatTheLauncherReadsIsFine() {
    assertThat(
            ConfigSources.read(
                    Map.of(), Map.of("CARILLON_JAVA_HOME", "/x", "CARILLON_JAVA_OPTS", "-Xmx1g"))
                .http()
                .port())
        .isEqualTo(8080);
  }

  @Test
  void everySettingHasAUniqueNameAndADefaultThatCanBeRead() {
    assertThat(Settings.all()).extracting(Setting::name).doesNotHaveDuplicates();
    assertThat(Settings.all())
        .allSatisfy(
            setting -> {
              assertThat(setting.parser().parse(setting.defaultText())).isNotNull();
              assertThat(setting.name()).matches("[a-z]+(-[a-z]+)*");
              assertThat(setting.doc()).endsWith(".");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:sqlite:a.db", "jdbc:postgresql://db/x"})
  void aStartTakesEveryNumberAtBothEndsOfItsRange(String store) {
    Map<String, String> lowest = new HashMap<>(Map.of("store-url", store));
    Map<String, String> highest = new HashMap<>(lowest);
    for (Setting<?> setting : Settings.all()) {
      List<String> range = List.of(setting.kind().split(" to "));
      if (range.size() == 2) {
        lowest.put(setting.name(), range.getFirst());
        highest.put(setting.name(), range.getLast());
      }
    }

    assertThat(lowest).hasSizeGreaterThan(30);
    assertThatCode(() -> ConfigSources.read(lowest, Map.of())).doesNotThrowAnyException();
    assertThatCode(() -> ConfigSources.read(highest, Map.of())).doesNotThrowAnyException();
  }
}

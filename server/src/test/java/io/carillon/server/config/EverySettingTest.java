package io.carillon.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Destination;
import io.carillon.core.Scope;
import io.carillon.engine.EngineConfig;
import io.carillon.engine.Roles;
import io.carillon.invoker.http.InvokerConfig;
import io.carillon.invoker.http.SigningSecrets;
import io.carillon.invoker.http.SocketTransport;
import io.carillon.queue.redis.RedisConfig;
import io.carillon.server.access.OidcConfig;
import io.carillon.store.jdbc.Database.NodeSelf;
import io.carillon.store.jdbc.SecretKeys;
import io.carillon.store.postgres.PostgresConfig;
import io.carillon.store.sqlite.SqliteConfig;
import io.carillon.tls.PemFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every setting ends up in its own place: each has a value that no other has. */
@SuppressWarnings("NullAway.Init") // set before each test
class EverySettingTest {
  private static final String SETTINGS =
      """
      http-host: 127.0.0.2
      http-port: 8081
      http-behind-proxy: true
      http-body-bytes-max: 2_000_001
      http-batch-bytes-max: 2_000_002
      http-bodies-bytes-max: 2_000_003
      http-connections-max: 10_003
      http-idle-timeout-ms: 90_001
      http-tls-certificate: api.crt
      http-tls-key: api.key
      io-transport: nio
      api-keys-file: keys.txt
      oidc-issuer: https://idp.example/
      oidc-audience: carillon
      oidc-roles-claim: realm.roles
      oidc-namespace-claim: org.team
      oidc-read-roles: [reader, viewer]
      oidc-write-roles: [writer]
      oidc-admin-roles: [root]
      store-url: jdbc:postgresql://db/x
      store-read-url: jdbc:postgresql://replica/x
      store-user: store-user
      store-password: store-password
      store-readers: 4
      store-writer-cache-bytes: 3_000_001
      store-reader-cache-bytes: 3_000_002
      queue-url: rediss://redis
      queue-password: queue-password
      queue-prefix: bells
      queue-trust-certificates: redis.crt
      node-name: node
      node-lease-ms: 31_001
      invoker-event-loops: 5
      invoker-connect-timeout-ms: 5_001
      invoker-tls-timeout-ms: 5_002
      invoker-first-byte-timeout-ms: 5_003
      invoker-response-bytes-max: 4_000_001
      invoker-trust-certificates: targets.crt
      invoker-trust-system: false
      invoker-client-certificates: pay.example=pay.crt:pay.key
      engine-in-flight-max: 20_001
      engine-destination-in-flight-max: 20_000
      engine-held-max: 400_001
      engine-claim-ahead-ms: 3_001
      engine-plan-ahead-ms: 10_001
      engine-plan-interval-ms: 101
      engine-settle-batch-max: 1_001
      engine-settle-backlog-max: 100_001
      engine-retry-after-max-ms: 3_600_001
      engine-misfire-threshold-ms: 5_004
      engine-catch-up-max: 1_002
      alert-webhook: https://hooks.example/
      alert-timeout-ms: 10_002
      alert-attempts-max: 9
      retention-days: 31
      retention-rows-max: 50_000_001
      events-per-second-max: 201
      events-subscribers-max: 102
      log-format: json
      log-level: debug
      log-file: carillon.log
      log-file-bytes-max: 1_000_001
      log-files-max: 11
      shutdown-grace-ms: 20_002
      """;

  @TempDir Path folder;
  private String file;
  private CarillonConfig config;

  @BeforeEach
  void read() throws IOException {
    file = Files.writeString(folder.resolve("carillon.yaml"), SETTINGS).toString();
    config = ConfigSources.read(Map.of("config", file), Map.of());
  }

  @Test
  void everyNumberIsGivenAndUnlikeAnyOther() {
    Map<String, String> given = YamlFile.read(Path.of(file));
    List<String> numbers = new ArrayList<>();
    for (Setting<?> setting : Settings.all()) {
      if (setting.kind().matches("\\d+ to \\d+")) {
        assertThat(given).containsKey(setting.name());
        assertThat(given.get(setting.name())).isNotEqualTo(setting.defaultText());
        numbers.add(given.get(setting.name()));
      }
    }
    assertThat(numbers).hasSizeGreaterThan(30).doesNotHaveDuplicates();
  }

  @Test
  void http() {
    assertThat(config.http())
        .isEqualTo(
            new HttpConfig(
                "127.0.0.2",
                InetAddress.ofLiteral("127.0.0.2"),
                8_081,
                true,
                Optional.of(Path.of("keys.txt")),
                2_000_001,
                2_000_002,
                2_000_003,
                10_003,
                90_001,
                Optional.of(new PemFiles(Path.of("api.crt"), Path.of("api.key")))));
  }

  @Test
  void people() {
    assertThat(config.oidc())
        .contains(
            new OidcConfig(
                URI.create("https://idp.example/"),
                "carillon",
                "realm.roles",
                Optional.of("org.team"),
                Map.of(
                    Scope.READ, Set.of("reader", "viewer"),
                    Scope.WRITE, Set.of("writer"),
                    Scope.ADMIN, Set.of("root"))));
  }

  @Test
  void theDatabase() {
    assertThat(config.store())
        .isEqualTo(
            new StoreConfig.Postgres(
                new PostgresConfig(
                    "jdbc:postgresql://db/x",
                    "jdbc:postgresql://replica/x",
                    "store-user",
                    "store-password",
                    new NodeSelf("node", Version.NUMBER, "api,scheduler,worker"),
                    31_001,
                    4,
                    65_536),
                SecretKeys.NONE));
  }

  @Test
  void theFile() {
    Map<String, String> flags =
        Map.of("config", file, "store-url", "jdbc:sqlite:a.db", "queue-url", "");

    assertThat(ConfigSources.read(flags, Map.of()).store())
        .isEqualTo(
            new StoreConfig.Sqlite(
                Path.of("a.db"),
                new SqliteConfig(4, 3_000_001, 3_000_002, 0, 2_000, 20_000, 100_000, 65_536),
                SecretKeys.NONE));
  }

  @Test
  void theQueue() {
    assertThat(config.queue())
        .contains(
            new RedisConfig(
                "rediss://redis", "queue-password", "bells", List.of(Path.of("redis.crt"))));
  }

  private static EngineConfig engine(int inFlightMax, int destinationInFlightMax) {
    return new EngineConfig(
        "node",
        inFlightMax,
        destinationInFlightMax,
        400_001,
        3_001,
        10_001,
        101,
        1_001,
        100_001,
        3_600_001,
        5_004,
        1_002,
        Roles.ALL);
  }

  @Test
  void theEngine() {
    assertThat(config.engine()).isEqualTo(engine(20_001, 20_000));
  }

  @Test
  void anotherLimitOfCallsUnderWayChangesNothingElse() {
    assertThat(config.withInFlightMax(20_000).engine()).isEqualTo(engine(20_000, 20_000));
    assertThat(config.withInFlightMax(7).engine()).isEqualTo(engine(7, 7));
    assertThat(config.withInFlightMax(7).withInFlightMax(20_001).engine())
        .isEqualTo(engine(20_001, 7));
    assertThat(config.withInFlightMax(20_001)).isEqualTo(config);
  }

  @Test
  void anotherLimitOfConnectionsChangesNothingElse() {
    assertThat(config.withConnectionsMax(7).http().connectionsMax()).isEqualTo(7);
    assertThat(config.withConnectionsMax(7).withConnectionsMax(10_003)).isEqualTo(config);
  }

  @Test
  void theInvoker() {
    assertThat(config.invoker())
        .isEqualTo(
            new InvokerConfig(
                Version.NUMBER,
                5,
                SocketTransport.NIO,
                new InvokerConfig.Timeouts(5_001, 5_002, 5_003),
                new InvokerConfig.Limits(4_000_001, 16_384, 20_001, 128, 4_096),
                InvokerConfig.KeepAlive.DEFAULT,
                InvokerConfig.Resolving.DEFAULT,
                new InvokerConfig.Tls(
                    false,
                    List.of(Path.of("targets.crt")),
                    Map.of(
                        new Destination("https", "pay.example", 443),
                        new PemFiles(Path.of("pay.crt"), Path.of("pay.key")))),
                config.invoker().egress(),
                SigningSecrets.NONE));
  }

  @Test
  void theRest() {
    assertThat(config.alerts())
        .isEqualTo(new AlertConfig(Optional.of(URI.create("https://hooks.example/")), 10_002, 9));
    assertThat(config.retention()).isEqualTo(new RetentionConfig(Duration.ofDays(31), 50_000_001));
    assertThat(config.events()).isEqualTo(new EventsConfig(201, 102));
    assertThat(config.log())
        .isEqualTo(
            new LogConfig(true, "debug", Optional.of(Path.of("carillon.log")), 1_000_001, 11));
    assertThat(config.roles()).isEqualTo(new RolesConfig(true, true, true));
    assertThat(config.shutdownGrace()).isEqualTo(Duration.ofMillis(20_002));
  }
}

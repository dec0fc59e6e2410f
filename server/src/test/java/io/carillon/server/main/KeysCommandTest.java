package io.carillon.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.server.api.Client;
import io.carillon.server.api.TestServer;
import io.carillon.server.config.ConfigError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a store of its own, and with the server that has it next. */
class KeysCommandTest {
  @TempDir Path folder;

  private record Run(int code, String out, String err) {
    String firstLine() {
      return out.lines().findFirst().orElse("");
    }
  }

  private Run run(String... arguments) {
    CommandLines shell = new CommandLines();
    String[] all = new String[arguments.length + 1];
    all[0] = "keys";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int code = shell.run(Map.of("CARILLON_STORE_URL", "jdbc:sqlite:" + store()), all);
    return new Run(code, shell.out.toString(), shell.err.toString());
  }

  private Path store() {
    return folder.resolve("carillon.db");
  }

  private TestServer exposed(String... settings) throws IOException {
    Map<String, String> all = new HashMap<>(Map.of("http-host", "0.0.0.0"));
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return TestServer.start(folder, all);
  }

  private static Client client(TestServer server) {
    return new Client("http://127.0.0.1:" + server.port());
  }

  @Test
  void whatStrangersReachDoesNotStartWithoutAKey() throws IOException {
    assertThatThrownBy(this::exposed)
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("carillon keys create --name admin --scope admin");

    Run made = run("create", "--name", "admin", "--scope", "admin");
    assertThat(made.code).as(made.err).isZero();

    try (TestServer server = exposed()) {
      client(server).get("/jobs").expect(401);
      client(server).with("X-API-Key", made.firstLine()).get("/keys").expect(200);
    }
  }

  @Test
  void behindAProxyNoKeyIsNeeded() throws IOException {
    try (TestServer server = exposed("http-behind-proxy", "true")) {
      client(server).get("/jobs").expect(200);
    }
  }

  @Test
  void keysAreListedAndRevoked() {
    run("create", "--name", "admin", "--scope", "ADMIN");
    Run ci =
        run("create", "--name", "ci", "--scope", "read", "--expires-at", "2199-01-01T00:00:00Z");
    assertThat(ci.code).as(ci.err).isZero();

    String line = run("list").out.lines().filter(l -> l.endsWith("ci")).findFirst().orElseThrow();
    assertThat(line).contains("read", "never", "live").doesNotContain("carillon_");
    String id = line.substring(0, line.indexOf(' '));
    assertThat(run("revoke", id).code).isZero();

    assertThat(run("list").out).containsPattern(id + ".*revoked");
    assertThat(run("revoke", "x").code).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "revoke x"})
  void aStoreThatIsNotThereIsNotMadeToLookIntoIt(String command) {
    Run looked = run(command.split(" ", -1));

    assertThat(looked.code).isEqualTo(1);
    assertThat(looked.err).contains("there is no store " + store());
    assertThat(store()).doesNotExist();
  }

  @Test
  void aNewStoreIsTold() {
    String[] create = {"create", "--name", "admin", "--scope", "admin"};

    Run first = run(create);

    assertThat(first.code).isZero();
    assertThat(first.out.lines()).hasSize(1);
    assertThat(first.err).contains("new store " + store());
    assertThat(run(create).err).isEmpty();
  }

  @Test
  void theFirstKeyIsAnAdmins() {
    Run made = run("create", "--name", "ci", "--scope", "write");
    assertThat(made.code).isEqualTo(1);
    assertThat(made.err).contains("--scope admin");
  }

  @Test
  void whileTheServerRunsItSaysWhere() throws IOException {
    try (TestServer server = TestServer.start(folder, Map.of())) {
      assertThat(server.port()).isPositive();
      Run made = run("create", "--name", "admin", "--scope", "admin");
      assertThat(made.code).isEqualTo(1);
      assertThat(made.err).contains("another process uses the store");
    }
    assertThat(run("--help").out).contains("POST /api/v1/keys");
  }

  @ParameterizedTest
  @CsvSource({
    "create --name a --scope king, --scope': must be read",
    "create --name a --scope admin --expires-at 2020-01-01T00:00:00Z, --expires-at",
    "create --name a --scope admin --expires-at tomorrow, --expires-at",
    "create --scope admin, --name",
    "'create --name   --scope admin', --name",
    "generate --name a --scope king, --scope': must be read",
  })
  void wrongOptionsAreNamed(String options, String named) {
    Run made = run(options.split(" ", -1));
    assertThat(made.code).isEqualTo(2);
    assertThat(made.out).isEmpty();
    assertThat(made.err).contains(named);
  }

  @Test
  void aFileOfKeysIsMadeKnown() throws IOException {
    Run generated = run("generate", "--name", "ops", "--scope", "admin");
    assertThat(store()).doesNotExist();
    String key = generated.firstLine();
    String line = generated.out.lines().skip(1).findFirst().orElseThrow();
    assertThat(line).doesNotContain(key);
    Path file = Files.writeString(folder.resolve("keys"), "# ours\n\n" + line + "\n");

    for (int start = 0; start < 2; start++) {
      try (TestServer server = exposed("api-keys-file", file.toString())) {
        client(server).with("Authorization", "Bearer " + key).get("/keys").expect(200);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ops | line 1",
        "ops king 00 | line 1: must be read, write or admin",
        "ops admin 00 | line 1",
      })
  void aWrongLineOfTheFileIsNamed(String line, String named) throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), line + "\n");
    assertThatThrownBy(() -> exposed("api-keys-file", file.toString()))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("api-keys-file")
        .hasMessageContaining(named);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> exposed("api-keys-file", folder.resolve("none").toString()))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("api-keys-file");
  }
}

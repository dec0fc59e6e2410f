package io.carillon.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Clock;
import io.carillon.invoker.http.SigningSecrets;
import io.carillon.store.jdbc.SecretKeys;
import io.carillon.store.sqlite.SqliteConfig;
import io.carillon.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("log") // it is one for the whole process
class SecretsCommandTest {
  @TempDir Path folder;
  private final CommandLines shell = new CommandLines();
  private final StringWriter out = shell.out;
  private final StringWriter err = shell.err;

  private int run(Map<String, String> environment, String... arguments) {
    return shell.run(environment, arguments);
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("a.db");
  }

  @Test
  void withoutACommandItExplainsItself() {
    assertThat(run(Map.of(), "secrets")).isEqualTo(2);
    assertThat(err.toString()).contains("generate-key", "generate-signing-secret", "rewrap");
  }

  @Test
  void printsKeysThatAreOfUse() {
    assertThat(run(Map.of(), "secrets", "generate-key")).isZero();
    assertThat(SecretKeys.of(List.of(out.toString().strip())).ids()).hasSize(1);

    out.getBuffer().setLength(0);
    assertThat(run(Map.of(), "secrets", "generate-signing-secret")).isZero();
    assertThat(SigningSecrets.of(List.of(out.toString().strip())))
        .isNotEqualTo(SigningSecrets.NONE);
  }

  @Test
  void rewrapsTheStoreThatTheSettingsName() throws IOException {
    SqliteStore.open(url(), Clock.SYSTEM, SqliteConfig.DEFAULT).close();
    Map<String, String> environment =
        Map.of("CARILLON_STORE_URL", url(), "CARILLON_SECRET_KEY", SecretKeys.generate());

    assertThat(run(environment, "secrets", "rewrap")).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "sealed 0 job versions that were in the clear and 0 that were sealed with another key");
  }

  @Test
  void rewrapsTheStoreOfTheFileThatIsNamed() throws IOException {
    SqliteStore.open(url(), Clock.SYSTEM, SqliteConfig.DEFAULT).close();
    Path file = folder.resolve("other.yaml");
    Files.writeString(
        file, "store-url: %s%nsecret-key: %s%n".formatted(url(), SecretKeys.generate()));

    assertThat(run(Map.of(), "secrets", "rewrap", "--config", file.toString())).isZero();
  }

  @Test
  void rewrapNeedsAKeyAndAStore() {
    assertThat(run(Map.of("CARILLON_STORE_URL", url()), "secrets", "rewrap")).isEqualTo(2);
    assertThat(err.toString()).contains("secret-key-file or secret-key must be set");

    Map<String, String> environment =
        Map.of("CARILLON_STORE_URL", url(), "CARILLON_SECRET_KEY", SecretKeys.generate());
    assertThat(run(environment, "secrets", "rewrap")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no store");
  }

  @Test
  void aKeyThatIsNoneStopsTheStartAndIsNotQuoted() {
    Map<String, String> environment =
        Map.of("CARILLON_SECRET_KEY", "hunter2", "CARILLON_STORE_URL", url());

    assertThat(run(environment, "serve")).isEqualTo(2);
    assertThat(err.toString())
        .contains("secret-key: key 1 must be 32 bytes in Base64")
        .doesNotContain("hunter2");
  }
}

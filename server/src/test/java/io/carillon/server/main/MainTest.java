package io.carillon.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.server.config.Setting;
import io.carillon.server.config.Settings;
import io.carillon.testkit.Certificate;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes and what is said. */
@ResourceLock("log") // it is one for the whole process
class MainTest {
  @TempDir Path folder;
  private final CommandLines shell = new CommandLines();
  private final StringWriter out = shell.out;
  private final StringWriter err = shell.err;

  private int run(Map<String, String> environment, String... arguments) {
    return shell.run(environment, arguments);
  }

  @Test
  void printsTheVersion() {
    assertThat(run(Map.of(), "version")).isZero();
    assertThat(out.toString()).startsWith("carillon 0.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-V", "--version"})
  void printsTheVersionAsAnOption(String option) {
    assertThat(run(Map.of(), option)).isZero();
    assertThat(out.toString()).startsWith("carillon 0.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "health",
        "keys",
        "keys create",
        "keys list",
        "keys revoke",
        "keys generate",
        "cron",
        "secrets",
        "secrets generate-key",
        "secrets generate-signing-secret",
        "secrets rewrap",
        "settings",
        "version"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(run(Map.of(), (command + " --help").split(" "))).isZero();
    assertThat(out.toString()).contains("carillon " + command);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void explainsEverySetting() {
    assertThat(run(Map.of(), "serve", "--help")).isZero();
    for (Setting<?> setting : Settings.all()) {
      if (setting.isSecret()) {
        assertThat(out.toString()).doesNotContain(setting.flag() + "=VALUE");
      } else {
        assertThat(out.toString()).contains(setting.flag(), setting.variable());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret-key", "signing-secret", "store-password", "queue-password"})
  void aSecretIsNoFlag(String name) {
    assertThat(run(Map.of(), "serve", "--" + name, "swordfish")).isEqualTo(2);

    String variable = "CARILLON_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    assertThat(err.toString()).contains("--" + name, variable).doesNotContain("swordfish");
    assertThat(run(Map.of(), "settings")).isZero();
    assertThat(out.toString()).contains("| `" + name + "` |  | `" + variable + "` |");
  }

  @Test
  void printsTheTableOfSettings() {
    assertThat(run(Map.of(), "settings")).isZero();
    assertThat(out.toString().lines().filter(line -> line.startsWith("|")))
        .hasSize(Settings.all().size() + 2);
    assertThat(out.toString()).contains("| `http-port` | `--http-port` | `CARILLON_HTTP_PORT` |");
  }

  @Test
  void theReferenceOfSettingsIsUpToDate() throws IOException {
    assertThat(run(Map.of(), "settings")).isZero();

    assertThat(Path.of("../docs/reference/settings.md"))
        .as("out of date; make build && bin/carillon settings > docs/reference/settings.md")
        .hasContent(out.toString());
  }

  @Test
  void withoutACommandItExplainsItself() {
    assertThat(run(Map.of())).isEqualTo(2);
    assertThat(err.toString()).contains("serve", "version");
  }

  @Test
  void aBadVariableStopsTheStart() {
    assertThat(run(Map.of("CARILLON_HTTP_PORT", "abc"), "serve")).isEqualTo(2);
    assertThat(err.toString()).contains("CARILLON_HTTP_PORT").doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anUnknownVariableStopsTheStart() {
    assertThat(run(Map.of("CARILLON_PORT", "1"), "serve")).isEqualTo(2);
    assertThat(err.toString()).contains("CARILLON_PORT");
  }

  @Test
  void anUnknownFlagStopsTheStart() {
    assertThat(run(Map.of(), "serve", "--port", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--port");
  }

  @Test
  void aBadFlagStopsTheStart() {
    assertThat(run(Map.of(), "serve", "--retention-days", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("retention-days");
  }

  @Test
  void aPortInUseStopsTheStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int code =
          run(
              Map.of(),
              "serve",
              "--http-port=" + taken.getLocalPort(),
              "--store-url=jdbc:sqlite:" + folder.resolve("a.db"));

      assertThat(code).isEqualTo(1);
      assertThat(err.toString())
          .startsWith(
              "carillon: http-host, http-port: cannot listen on http://127.0.0.1:"
                  + taken.getLocalPort()
                  + ": ")
          .containsIgnoringCase("address already in use");
    }
  }

  @Test
  void aStoreThatCannotBeOpenedStopsTheStart() {
    int code = run(Map.of(), "serve", "--http-port=0", "--store-url=jdbc:sqlite:/dev/null/a.db");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("carillon: ").contains("/dev/null");
  }

  @Test
  void whyTheStartFailedIsInTheLogToo() throws IOException {
    Path log = folder.resolve("carillon.log");
    run(
        Map.of(),
        "serve",
        "--http-port=0",
        "--log-file=" + log,
        "--store-url=jdbc:sqlite:/dev/null/a.db");

    assertThat(Files.readString(log))
        .contains(" ERROR ")
        .contains("cannot start")
        .contains("/dev/null/a.db");
    assertThat(err.toString()).contains("carillon: ").contains("/dev/null/a.db");
  }

  @Test
  void aLogFileThatCannotBeOpenedStopsTheStart() {
    int code =
        run(
            Map.of(),
            "serve",
            "--http-port=0",
            "--store-url=jdbc:sqlite:/dev/null/a.db",
            "--log-file=/dev/null/a.log");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("carillon: log-file: ").contains("/dev/null/a.log");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--http-tls-certificate=/no/a --http-tls-key=/no/b | http-tls-certificate: there is no file",
        "--invoker-trust-certificates=/no/a.pem | invoker-trust-certificates: there is no file /no/a",
        "--invoker-client-certificates=a=/no/b:/no/c | invoker-client-certificates: the certificate",
      })
  void aFileOfTlsThatCannotBeUsedStopsTheStart(String flags, String message) {
    Path store = folder.resolve("c.db");
    List<String> arguments = new ArrayList<>(List.of("serve", "--http-port=0"));
    arguments.add("--store-url=jdbc:sqlite:" + store);
    arguments.addAll(List.of(flags.split(" ")));

    assertThat(run(Map.of(), arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains("carillon: " + message).doesNotContain("\tat ");
  }

  @Test
  void certificatesThatAreNoChainStopTheStart() throws Exception {
    Certificate made = Certificate.make(folder);
    String once = Files.readString(made.certificate());
    Files.writeString(made.certificate(), once + once);
    int code =
        run(
            Map.of(),
            "serve",
            "--http-port=0",
            "--store-url=jdbc:sqlite:" + folder.resolve("d.db"),
            "--http-tls-certificate=" + made.certificate(),
            "--http-tls-key=" + made.key());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("http-tls-certificate: is not a chain", made.certificate().toString())
        .doesNotContain("\tat ");
  }

  @Test
  void aForbiddenAlertWebhookStopsTheStart() {
    int code =
        run(
            Map.of(),
            "serve",
            "--http-port=0",
            "--store-url=jdbc:sqlite:" + folder.resolve("b.db"),
            "--alert-webhook=http://169.254.169.254/x");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("alert-webhook");
  }
}

package io.carillon.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.core.Alert;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import io.carillon.core.Namespace;
import io.carillon.engine.StoreOperation;
import io.carillon.server.config.ConfigSources;
import io.carillon.server.json.Json;
import io.carillon.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Log lines: fields, formats and files. */
@Isolated // the log is one for the whole process
class LogTest {
  @TempDir Path folder;

  @AfterEach
  void quiet() {
    LogSetup.apply(ConfigSources.read(Map.of("log-level", "warn"), Map.of()).log());
  }

  private Path setUp(String format) {
    return setUp(format, 1 << 20, 2);
  }

  private Path setUp(String format, int fileBytesMax, int filesMax) {
    Path file = folder.resolve(format + ".log");
    LogSetup.apply(
        ConfigSources.read(
                Map.of(
                    "log-format",
                    format,
                    "log-file",
                    file.toString(),
                    "log-file-bytes-max",
                    Integer.toString(fileBytesMax),
                    "log-files-max",
                    Integer.toString(filesMax)),
                Map.of())
            .log());
    return file;
  }

  private static List<String> lines(Path file) throws IOException {
    LogSetup.flush();
    return Files.readAllLines(file);
  }

  private static Alert alert(JobId job) {
    return new Alert(
        3,
        Alert.Kind.FAILURE,
        Namespace.DEFAULT_KEY,
        job,
        "nightly",
        new ExecutionId(99),
        "HTTP 500\nforged line",
        4,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null);
  }

  @Test
  void anAlertIsOneLineOfJsonWithItsIds() throws IOException {
    Path file = setUp("json");
    JobId job = JobId.create(1);

    new EngineLog(new ManualClock(Instant.EPOCH)).alerted(alert(job));

    List<String> lines = lines(file);
    assertThat(lines).hasSize(1);
    JsonNode line = Json.parseTrusted(lines.getFirst());
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("message").asText()).isEqualTo("a job failed");
    assertThat(line.path("jobId").asText()).isEqualTo(job.toString());
    assertThat(line.path("executionId").asText()).isEqualTo(new ExecutionId(99).toString());
    assertThat(line.path("attempts").asInt()).isEqualTo(4);
    assertThat(Instant.parse(line.path("time").asText())).isAfter(Instant.EPOCH);
  }

  @Test
  void textLinesHaveTheFieldsTooAndStayOneLine() throws IOException {
    Path file = setUp("text");
    JobId job = JobId.create(1);

    new EngineLog(new ManualClock(Instant.EPOCH)).alerted(alert(job));

    assertThat(lines(file))
        .hasSize(1)
        .first()
        .asString()
        .contains("WARN", "a job failed", "jobId=" + job, "executionId=", "error=HTTP 500");
  }

  @Test
  void aTextLineWithoutFieldsEndsWithItsText() throws IOException {
    Path file = setUp("text");

    LoggerFactory.getLogger("carillon").info("ready");

    assertThat(lines(file)).singleElement().asString().endsWith("INFO  carillon ready");
  }

  private static void fillUntilThereIs(Path rotated) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              LoggerFactory.getLogger("test")
                  .info("a line that fills the file {}", "x".repeat(500));
              return Files.exists(rotated);
            });
  }

  @Test
  void theFileIsRotated() {
    Path file = setUp("text", 2_048, 2);

    fillUntilThereIs(Path.of(file + ".2"));

    assertThat(Path.of(file + ".3")).doesNotExist();
  }

  @Test
  void manyRotatedFilesAreKept() throws IOException {
    for (int i = 1; i < 1_000; i++) {
      Files.createFile(folder.resolve("text.log." + i));
    }
    Path file = setUp("text", 2_048, 1_000);

    fillUntilThereIs(Path.of(file + ".1000"));
  }

  @Test
  void aFailingStoreIsSaidOnceInAWhile() throws IOException {
    Path file = setUp("text");
    ManualClock clock = new ManualClock(Instant.EPOCH);
    EngineLog log = new EngineLog(clock);
    for (int i = 0; i < 100; i++) {
      log.storeFailed(StoreOperation.SETTLE, new IllegalStateException("disk full"));
    }
    clock.advance(Duration.ofSeconds(6));
    log.storeFailed(StoreOperation.SETTLE, new IllegalStateException("disk full"));

    assertThat(lines(file)).hasSize(2).last().asString().contains("others=99");
  }

  @Test
  void aFloodOfAlertsIsCountedNotWritten() throws IOException {
    Path file = setUp("json");
    ManualClock clock = new ManualClock(Instant.EPOCH);
    EngineLog log = new EngineLog(clock);
    JobId job = JobId.create(1);
    for (int i = 0; i < EngineLog.ALERT_LINES_PER_SECOND_MAX + 1_000; i++) {
      log.alerted(alert(job));
    }
    clock.advance(Duration.ofSeconds(1));
    log.alerted(alert(job));

    List<String> lines = lines(file);
    assertThat(lines).hasSize(EngineLog.ALERT_LINES_PER_SECOND_MAX + 1);
    assertThat(Json.parseTrusted(lines.getLast()).path("others").asInt()).isEqualTo(1_000);
  }

  @Test
  void fieldsCannotForgeOthers() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LoggingEvent event =
        new LoggingEvent(
            "x",
            context.getLogger("l"),
            Level.INFO,
            "hello {}",
            new IllegalStateException("oops"),
            new Object[] {"you"});
    event.setKeyValuePairs(
        List.of(
            new KeyValuePair("level", "FORGED"),
            new KeyValuePair("n", 1),
            new KeyValuePair("n", 2),
            new KeyValuePair("ok", true)));

    JsonNode line = Json.parse(new JsonLines().encode(event));

    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("message").asText()).isEqualTo("hello you");
    assertThat(line.path("n").asInt()).isEqualTo(1);
    assertThat(line.path("ok").asBoolean()).isTrue();
    assertThat(line.path("exception").asText()).contains("oops");
  }
}

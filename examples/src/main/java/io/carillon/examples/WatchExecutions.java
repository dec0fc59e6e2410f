package io.carillon.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Follows a server's events, prints each outcome and alert, and connects again when it is lost. */
final class WatchExecutions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CarillonClient carillon;
  private final EventLine lines;
  private final Consumer<String> out;
  private final Duration reconnectAfter;
  private final JobNames names;
  private boolean lost;

  WatchExecutions(
      CarillonClient carillon, EventLine lines, Consumer<String> out, Duration reconnectAfter) {
    this.carillon = carillon;
    this.lines = lines;
    this.out = out;
    this.reconnectAfter = reconnectAfter;
    this.names = new JobNames(carillon);
  }

  /** Runs until the thread is interrupted. */
  void watch() throws InterruptedException {
    while (true) {
      try (Stream<String> stream = carillon.eventLines()) {
        if (lost) {
          out.accept("the server is back");
        }
        lost = false;
        follow(stream.iterator());
        lost("the event stream ended");
      } catch (IOException | UncheckedIOException e) {
        lost("no event stream: " + (e.getMessage() == null ? e : e.getMessage()));
      }
      Thread.sleep(reconnectAfter);
    }
  }

  private void follow(Iterator<String> stream) throws InterruptedException {
    EventParser parser = new EventParser();
    while (stream.hasNext()) {
      Optional<ServerEvent> event = parser.line(stream.next());
      if (event.isPresent()) {
        show(event.get());
      }
    }
  }

  private void show(ServerEvent event) throws InterruptedException {
    switch (event.type()) {
      case "execution" -> {
        JsonNode execution = parse(event.data());
        out.accept(lines.execution(execution, job(execution)));
      }
      case "alert" -> {
        JsonNode alert = parse(event.data());
        out.accept(lines.alert(alert, job(alert)));
      }
      case "dropped" -> out.accept("some events were dropped: " + event.data());
      default -> {
        // metrics ticks, and kinds that a newer server may have
      }
    }
  }

  private String job(JsonNode event) throws InterruptedException {
    String name = event.path("jobName").asText("");
    return name.isEmpty() || event.path("jobName").isNull()
        ? names.of(event.path("jobId").asText())
        : name;
  }

  /** Says so once, however long the server stays away. */
  private void lost(String reason) {
    if (!lost) {
      out.accept(reason + "; trying again");
    }
    lost = true;
  }

  private static JsonNode parse(String data) {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

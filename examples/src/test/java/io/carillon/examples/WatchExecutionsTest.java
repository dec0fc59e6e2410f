package io.carillon.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchExecutionsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  @Test
  void eachExecutionIsALineAndMetricsAreNone() throws Exception {
    watching(
        """
        event: metrics
        data: {"activeJobs":6}

        event: execution
        data: {"id":"1","jobId":"j","jobName":"heartbeat","status":"SUCCESS","httpStatus":200,
        data: "startedAt":"2026-11-22T17:00:00.002Z","durationMs":4,"driftMs":2,"retryCount":0}

        event: execution
        data: {"id":"2","jobId":"j2","status":"FAILED","httpStatus":503,"error":"HTTP\\u001b 503",
        data: "startedAt":"2026-11-22T17:00:01.000Z","durationMs":12,"driftMs":0,"retryCount":2}

        """,
        () -> {
          assertThat(nextLine())
              .isEqualTo("18:00:00.002  heartbeat          SUCCESS   200       4 ms  drift   2 ms");
          assertThat(nextLine())
              .isEqualTo(
                  "18:00:01.000  name of j2         FAILED    503      12 ms  drift   0 ms"
                      + "  retries 2  HTTP  503");
          assertThat(nextLine()).isEqualTo("the event stream ended; trying again");
        });
  }

  @Test
  void anExecutionThatNeverStartedShowsWhenItWasDue() throws Exception {
    watching(
        """
        event: execution
        data: {"id":"3","jobId":"j3","status":"SKIPPED","httpStatus":null,"startedAt":null,
        data: "scheduledAt":"2026-11-22T17:00:02.000Z","durationMs":null,"driftMs":null}

        """,
        () ->
            assertThat(nextLine())
                .isEqualTo(
                    "18:00:02.000  name of j3         SKIPPED   -            -  drift      -"));
  }

  @Test
  void alertsAndDropsHaveTheirOwnLines() throws Exception {
    watching(
        """
        event: alert
        data: {"id":"a","kind":"FAILURE","jobId":"j","error":"HTTP 503","attempts":3,
        data: "createdAt":"2026-11-22T17:00:03.000Z"}

        event: dropped
        data: {"count":12}

        """,
        () -> {
          assertThat(nextLine())
              .isEqualTo(
                  "18:00:03.000  name of j          ALERT FAILURE after 3 attempts: HTTP 503");
          assertThat(nextLine()).isEqualTo("some events were dropped: {\"count\":12}");
        });
  }

  @Test
  void aLostStreamIsConnectedAgain() throws Exception {
    try (FakeCarillon server = new FakeCarillon();
        CarillonClient client = server.client()) {
      server.streams.add("event: dropped\ndata: 1\n\n");
      server.streams.add("event: dropped\ndata: 2\n\n");
      Thread watcher = start(client);
      assertThat(nextLine()).endsWith("dropped: 1");
      assertThat(nextLine()).isEqualTo("the event stream ended; trying again");
      assertThat(nextLine()).isEqualTo("the server is back");
      assertThat(nextLine()).endsWith("dropped: 2");
      watcher.interrupt();
      watcher.join(TimeUnit.SECONDS.toMillis(20));
      assertThat(watcher.isAlive()).isFalse();
    }
  }

  private interface Check {
    void run() throws Exception;
  }

  private void watching(String stream, Check check) throws Exception {
    try (FakeCarillon server = new FakeCarillon();
        CarillonClient client = server.client()) {
      server.streams.add(stream);
      Thread watcher = start(client);
      check.run();
      watcher.interrupt();
    }
  }

  private Thread start(CarillonClient client) {
    WatchExecutions watch =
        new WatchExecutions(client, new EventLine(BERLIN), said::add, Duration.ofMillis(10));
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                watch.watch();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private String nextLine() throws InterruptedException {
    String line = said.poll(20, TimeUnit.SECONDS);
    return line == null ? "nothing" : line;
  }
}

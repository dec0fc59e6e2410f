package io.carillon.benchmarks.pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.server.json.JobReader;
import io.carillon.server.json.Json;
import java.time.Instant;

/** The job that is timed: as long as what people send. */
public final class Samples {
  /** The body of a request that creates the job. */
  static final byte[] BODY =
      """
      {
        "name": "nightly invoice export",
        "description": "Sends the day's invoices to the ledger",
        "schedule": "0 30 2 * * MON-FRI",
        "timeZone": "Europe/Berlin",
        "api": "https://billing.example.com/v2/exports?kind=invoices",
        "method": "POST",
        "headers": {"Authorization": "Bearer 3f2a9c", "X-Team": "billing"},
        "body": {"day": "{{scheduledAt}}", "run": "{{executionId}}", "formats": ["csv", "pdf"]},
        "timeoutMs": 20000,
        "type": "ATLEAST_ONCE",
        "maxRetryCount": 5,
        "retry": {"initialDelayMs": 500, "multiplier": 2, "maxDelayMs": 60000, "jitter": 0.1},
        "overlap": "SKIP",
        "tags": ["billing", "nightly"]
      }
      """
          .getBytes(UTF_8);

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  /** The job, which no store has. */
  public static JobSnapshot job() {
    return JobSnapshot.unsaved(JobId.create(NOW.toEpochMilli()), definition(BODY), NOW);
  }

  /** A job that fires every second, with everything else as it is by default. */
  static JobDefinition everySecond() {
    String body = "{\"schedule\": \"* * * * * *\", \"api\": \"http://127.0.0.1:9100/hook\"}";
    return definition(body.getBytes(UTF_8));
  }

  private static JobDefinition definition(byte[] body) {
    return new JobReader(_ -> null).read((ObjectNode) Json.parse(body)).definition();
  }
}

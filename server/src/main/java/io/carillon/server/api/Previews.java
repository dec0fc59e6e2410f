package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.port.JobStore;
import io.carillon.schedule.InvalidScheduleException;
import io.carillon.schedule.Schedule;
import io.carillon.server.contract.Parameters;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.Times;
import io.carillon.server.json.Violations;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletionStage;

/** Shows when jobs and expressions fire. Thread-safe. */
final class Previews {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

  private final JobStore jobs;
  private final Clock clock;

  Previews(JobStore jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  CompletionStage<Answer> ofJob(Request request) {
    int count = request.parameters().integer("count");
    return jobs.find(Ids.job(request))
        .thenApply(found -> found.orElseThrow(Ids::unknownJob))
        .thenApply(job -> Occurrences.asShown(job, Instant.ofEpochMilli(clock.wallMs())))
        .thenApply(job -> Answer.json(200, out -> write(out, job, count)));
  }

  Answer ofExpression(Request request) {
    Parameters parameters = request.parameters();
    Instant from = parameters.instantOrNull("from");
    Instant after = from == null ? Instant.ofEpochMilli(clock.wallMs()) : from;
    Violations violations = new Violations();
    ZoneId zone = zone(parameters.text("timeZone"), violations);
    try {
      Schedule schedule = Schedule.parse(parameters.text("schedule"), zone, after);
      if (violations.isEmpty()) {
        return Answer.json(
            200, out -> write(out, schedule, zone, after, parameters.integer("count")));
      }
    } catch (InvalidScheduleException e) {
      violations.add("schedule", String.valueOf(e.getMessage()));
    }
    throw violations.exception();
  }

  private static ZoneId zone(String text, Violations violations) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException _) {
      violations.add("timeZone", "must be a time zone such as UTC, Europe/Berlin or +02:00");
      return ZoneOffset.UTC;
    }
  }

  private static void write(
      JsonGenerator out, Schedule schedule, ZoneId zone, Instant after, int count)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("schedule", schedule.expression());
    out.writeStringField("timeZone", zone.getId());
    out.writeArrayFieldStart("nextExecutions");
    long at = after.toEpochMilli();
    for (int i = 0; i < count; i++) {
      at = schedule.nextAfter(at);
      if (at == Schedule.NEVER) {
        break;
      }
      writeOccurrence(out, Instant.ofEpochMilli(at), zone);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** The first one may be past while it waits to be planned. */
  private static void write(JsonGenerator out, Job job, int count) throws IOException {
    JobDefinition definition = job.definition();
    Instant next = job.nextExecutionTime();
    out.writeStartObject();
    out.writeStringField("jobId", job.id().toString());
    out.writeStringField("nextExecutionTime", next == null ? null : Times.format(next));
    out.writeStringField("schedule", definition.schedule());
    out.writeStringField("timeZone", definition.timeZone().getId());
    out.writeArrayFieldStart("nextExecutions");
    int most = definition.isRecurring() ? count : 1;
    for (int i = 0; i < most && next != null; i++) {
      writeOccurrence(out, next, definition.timeZone());
      long following = job.snapshot().firstOccurrenceFrom(next.toEpochMilli() + 1);
      next = following == Schedule.NEVER ? null : Instant.ofEpochMilli(following);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeOccurrence(JsonGenerator out, Instant at, ZoneId zone)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("at", Times.format(at));
    out.writeStringField("local", LOCAL.format(at.atZone(zone)));
    out.writeEndObject();
  }
}

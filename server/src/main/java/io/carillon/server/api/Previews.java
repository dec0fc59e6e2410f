package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.port.JobStore;
import io.carillon.schedule.DstPolicy;
import io.carillon.schedule.DstTransition;
import io.carillon.schedule.InvalidScheduleException;
import io.carillon.schedule.Occurrence;
import io.carillon.schedule.Preview;
import io.carillon.schedule.Schedule;
import io.carillon.schedule.ScheduleContext;
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
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows when jobs and expressions fire. Thread-safe. */
final class Previews {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

  private final Function<Caller, JobStore> jobs;
  private final Clock clock;

  Previews(Function<Caller, JobStore> jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  CompletionStage<Answer> ofJob(Request request) {
    int count = request.parameters().integer("count");
    return jobs.apply(request.caller())
        .find(Ids.job(request))
        .thenApply(found -> found.orElseThrow(Ids::unknownJob))
        .thenApply(job -> Occurrences.asShown(job, clock.now()))
        .thenApply(job -> Answer.json(200, out -> write(out, job, count)));
  }

  Answer ofExpression(Request request) {
    Parameters parameters = request.parameters();
    Instant from = parameters.instantOrNull("from");
    Instant after = from == null ? clock.now() : from;
    Violations violations = new Violations();
    ZoneId zone = zone(parameters.text("timeZone"), violations);
    try {
      DstPolicy dst = DstPolicy.valueOf(parameters.text("dst"));
      ScheduleContext context =
          new ScheduleContext(zone, dst, after, seed(parameters.textOrNull("jobId"), violations));
      Schedule schedule = Schedule.parse(parameters.text("schedule"), context);
      if (violations.isEmpty()) {
        return Answer.json(200, out -> write(out, schedule, context, parameters));
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

  /** The job's id in its one spelling; without a job there is no seed. */
  private static String seed(@Nullable String jobId, Violations violations) {
    if (jobId == null) {
      return "";
    }
    Optional<JobId> id = JobId.parse(jobId.toLowerCase(Locale.ROOT));
    if (id.isEmpty()) {
      violations.add("jobId", "must be a UUID");
    }
    return id.map(JobId::toString).orElse("");
  }

  private static void write(
      JsonGenerator out, Schedule schedule, ScheduleContext context, Parameters parameters)
      throws IOException {
    Instant to = parameters.instantOrNull("to");
    int count = parameters.integer("count");
    out.writeStartObject();
    if (to != null) {
      long fromMs = context.anchor().toEpochMilli();
      out.writeNumberField("occurrenceCount", schedule.count(fromMs, to.toEpochMilli()));
    }
    writeRule(out, schedule, context.zone(), context.dst());
    for (Occurrence next : Preview.next(schedule, context.zone(), context.anchor(), count)) {
      write(out, next);
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
    ZoneId zone = definition.timeZone();
    Schedule rule = job.snapshot().rule();
    writeRule(out, rule, zone, definition.dst());
    int most = definition.isRecurring() ? count : 1;
    for (int i = 0; i < most && next != null; i++) {
      write(out, Preview.occurrence(rule, zone, next.toEpochMilli()));
      long following = job.snapshot().firstOccurrenceFrom(next.toEpochMilli() + 1);
      next = following == Schedule.NEVER ? null : Instant.ofEpochMilli(following);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Writes what both previews have in common, and begins the list. */
  private static void writeRule(JsonGenerator out, Schedule rule, ZoneId zone, DstPolicy dst)
      throws IOException {
    out.writeStringField("schedule", rule.expression());
    out.writeStringField("timeZone", zone.getId());
    out.writeStringField("dst", dst.name());
    out.writeStringField("description", rule.describe());
    out.writeArrayFieldStart("nextExecutions");
  }

  private static void write(JsonGenerator out, Occurrence occurrence) throws IOException {
    DstTransition dst = occurrence.dst();
    out.writeStartObject();
    out.writeStringField("at", Times.format(occurrence.at()));
    out.writeStringField("local", LOCAL.format(occurrence.local()));
    out.writeStringField("dst", dst == null ? null : dst.name());
    out.writeEndObject();
  }
}

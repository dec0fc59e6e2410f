package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.Target;
import io.carillon.core.port.Call;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all requests of one job version have in common, worked out once. Immutable. */
final class RequestTemplate {
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

  private static final CharSequence USER_AGENT = HttpHeaders.createOptimized("User-Agent");
  private static final CharSequence JOB_ID = HttpHeaders.createOptimized("Carillon-Job-Id");
  private static final CharSequence EXECUTION_ID =
      HttpHeaders.createOptimized("Carillon-Execution-Id");
  private static final CharSequence SCHEDULED_AT =
      HttpHeaders.createOptimized("Carillon-Scheduled-At");
  private static final CharSequence ATTEMPT = HttpHeaders.createOptimized("Carillon-Attempt");
  private static final CharSequence IDEMPOTENCY_KEY =
      HttpHeaders.createOptimized("Idempotency-Key");

  private final JobSnapshot job;
  private final Destination destination;
  private final RequestOptions line;
  private final String jobId;
  private final List<Header> headers = new ArrayList<>();
  private final @Nullable BodyTemplate body;

  private record Header(CharSequence name, CharSequence value) {}

  RequestTemplate(JobSnapshot job, CharSequence userAgent) {
    this.job = job;
    Target target = job.definition().target();
    destination = target.destination();
    line = RequestLine.of(target.method(), target.api());
    jobId = job.id().toString();
    body = body(target);
    target.headers().forEach((name, value) -> headers.add(header(name, value)));
    headers.add(new Header(JOB_ID, HttpHeaders.createOptimized(jobId)));
    if (!given(target, "User-Agent")) {
      headers.add(new Header(USER_AGENT, userAgent));
    }
    if (body != null && !given(target, "Content-Type")) {
      headers.add(header("Content-Type", contentType(target)));
    }
  }

  private static Header header(String name, String value) {
    return new Header(HttpHeaders.createOptimized(name), value);
  }

  private static boolean given(Target target, String name) {
    return target.headers().keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  private static @Nullable BodyTemplate body(Target target) {
    if (WITHOUT_BODY.contains(target.method())) {
      return null;
    }
    Target.Body given = target.body();
    if (given != null) {
      return new BodyTemplate(given.text());
    }
    return target.method().equals("DELETE") ? null : BodyTemplate.ENVELOPE;
  }

  private static String contentType(Target target) {
    Target.Body given = target.body();
    return given == null || given.json() ? "application/json" : "text/plain; charset=utf-8";
  }

  /** Whether this is the template of that job version. */
  boolean isOf(JobSnapshot other) {
    return isSame(job, other)
        || (job.jobKey() == other.jobKey()
            && job.version() == other.version()
            && job.id().equals(other.id())
            && job.definition().equals(other.definition()));
  }

  @SuppressWarnings("ReferenceEquality") // nearly always the same object, and cheaper
  private static boolean isSame(JobSnapshot job, JobSnapshot other) {
    return job == other;
  }

  Outgoing request(Call call) {
    return new JobRequest(
        new ExecutionId(call.executionKey()).toString(),
        IsoMillis.of(call.scheduledAtMs()),
        Integer.toString(call.attempt()));
  }

  private final class JobRequest implements Outgoing {
    private final String executionId;
    private final String scheduledAt;
    private final String attempt;

    JobRequest(String executionId, String scheduledAt, String attempt) {
      this.executionId = executionId;
      this.scheduledAt = scheduledAt;
      this.attempt = attempt;
    }

    @Override
    public Destination destination() {
      return destination;
    }

    @Override
    public RequestOptions line() {
      return line;
    }

    @Override
    public long timeoutMs() {
      return job.definition().timeoutMs();
    }

    @Override
    public void addHeaders(MultiMap to) {
      for (Header header : headers) {
        to.add(header.name(), header.value());
      }
      to.add(EXECUTION_ID, executionId);
      to.add(SCHEDULED_AT, scheduledAt);
      to.add(ATTEMPT, attempt);
      to.add(IDEMPOTENCY_KEY, executionId);
    }

    @Override
    public @Nullable Buffer body() {
      return body == null ? null : body.fill(jobId, executionId, scheduledAt, attempt);
    }
  }
}

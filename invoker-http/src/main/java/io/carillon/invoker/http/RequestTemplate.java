package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.carillon.core.JobSnapshot;
import io.carillon.core.Target;
import io.vertx.core.http.HttpHeaders;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What all requests of one job version have in common, worked out once. Immutable. */
final class RequestTemplate {
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

  private static final CharSequence HOST = HttpHeaders.createOptimized("host");
  private static final CharSequence USER_AGENT = HttpHeaders.createOptimized("User-Agent");
  private static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");
  private static final CharSequence JOB_ID = HttpHeaders.createOptimized("Carillon-Job-Id");

  final JobSnapshot job;
  final Destination destination;
  final @Nullable BodyTemplate body;

  /** The head of HTTP/1.1 as far as it is always the same; empty where TLS is spoken. */
  final byte[] head;

  private final CharSequence userAgent;

  RequestTemplate(JobSnapshot job, CharSequence userAgent) {
    this.job = job;
    this.userAgent = userAgent;
    Target target = job.definition().target();
    destination = target.destination();
    body = body(target, job.id().toString());
    head = destination.scheme().equals("https") ? new byte[0] : head(target);
  }

  private static @Nullable BodyTemplate body(Target target, String jobId) {
    if (WITHOUT_BODY.contains(target.method())) {
      return null;
    }
    Target.Body given = target.body();
    if (given != null) {
      return new BodyTemplate(given.text(), jobId);
    }
    return target.method().equals("DELETE") ? null : BodyTemplate.envelope(jobId);
  }

  private byte[] head(Target target) {
    var request = RequestHead.request(target.method(), RequestLine.pathAndQuery(target.api()));
    request.headers().set(HOST, RequestLine.host(destination));
    addHeaders((name, value) -> request.headers().add(name, value));
    return RequestHead.encode(request);
  }

  /** Hands out the headers that are the same for all requests, but those of the protocol. */
  void addHeaders(BiConsumer<CharSequence, CharSequence> to) {
    Target target = job.definition().target();
    target.headers().forEach(to);
    to.accept(JOB_ID, job.id().toString());
    if (!isGiven(target, "User-Agent")) {
      to.accept(USER_AGENT, userAgent);
    }
    if (body != null && !isGiven(target, "Content-Type")) {
      to.accept(CONTENT_TYPE, contentType(target));
    }
  }

  private static boolean isGiven(Target target, String name) {
    for (String given : target.headers().keySet()) {
      if (name.equalsIgnoreCase(given)) {
        return true;
      }
    }
    return false;
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
}

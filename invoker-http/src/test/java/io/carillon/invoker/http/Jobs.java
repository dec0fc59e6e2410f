package io.carillon.invoker.http;

import io.carillon.core.DeliveryType;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.MisfirePolicy;
import io.carillon.core.Namespace;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import io.carillon.core.port.Call;
import io.carillon.schedule.DstPolicy;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Makes calls of jobs, as the engine would hand them over. */
record Jobs(
    String method, Map<String, String> headers, Target.@Nullable Body body, long timeoutMs) {
  static final long SCHEDULED_AT_MS = 1_767_225_600_007L;
  static final String SCHEDULED_AT = "2026-01-01T00:00:00.007Z";

  private static final AtomicLong KEYS = new AtomicLong();

  static Jobs post() {
    return new Jobs("POST", Map.of(), null, 5_000);
  }

  Jobs method(String name) {
    return new Jobs(name, headers, body, timeoutMs);
  }

  Jobs headers(Map<String, String> extra) {
    return new Jobs(method, extra, body, timeoutMs);
  }

  Jobs body(String text, boolean json) {
    return new Jobs(method, headers, new Target.Body(text, json), timeoutMs);
  }

  Jobs timeoutMs(long ms) {
    return new Jobs(method, headers, body, ms);
  }

  JobSnapshot job(String url) {
    JobDefinition definition =
        new JobDefinition(
            null,
            null,
            "0 * * * * *",
            ZoneOffset.UTC,
            DstPolicy.RUN_ONCE,
            new Target(URI.create(url), method, headers, body),
            timeoutMs,
            DeliveryType.ATLEAST_ONCE,
            true,
            RetryPolicy.DEFAULT,
            MisfirePolicy.FIRE_ONCE,
            0,
            OverlapPolicy.ALLOW,
            60_000,
            null,
            null,
            Set.of(),
            null);
    long key = KEYS.incrementAndGet();
    JobId id = JobId.create(SCHEDULED_AT_MS);
    return new JobSnapshot(
        key,
        id,
        Namespace.DEFAULT_KEY,
        1,
        definition,
        definition.rule(id, Instant.EPOCH),
        definition.target().destination().hashCode() >>> 1);
  }

  /** A call whose request is not sent later. */
  Call callBy(long latestStartMs, String url) {
    return new Call(4_711, job(url), SCHEDULED_AT_MS, 1, latestStartMs, () -> true);
  }

  Call callWhile(BooleanSupplier maySend, String url) {
    return new Call(4_711, job(url), SCHEDULED_AT_MS, 1, Long.MAX_VALUE, maySend);
  }

  Call call(String url) {
    return new Call(4_711, job(url), SCHEDULED_AT_MS, 1);
  }
}

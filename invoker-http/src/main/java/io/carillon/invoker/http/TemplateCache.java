package io.carillon.invoker.http;

import io.carillon.core.ExecutionId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.Target;
import io.carillon.core.port.Call;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Templates of the job versions called last, in two generations: what was not called while the
 * young one filled up, or for a while, is dropped with the old one. At most twice {@value
 * #YOUNG_MAX}. Used by one loop.
 */
final class TemplateCache {
  private static final int YOUNG_MAX = 32_768;
  private static final int SWEEPS_PER_TURN = 60;

  /** Longer bodies are cut anew for each call, so that the cache's memory is bounded. */
  private static final int BODY_CHARS_MAX = 8_192;

  private final CharSequence userAgent;
  private Map<Long, RequestTemplate> young = new HashMap<>();
  private Map<Long, RequestTemplate> old = new HashMap<>();
  private long scheduledAtMs = Long.MIN_VALUE;
  private String scheduledAt = "";
  private int sweeps;

  TemplateCache(CharSequence userAgent) {
    this.userAgent = userAgent;
  }

  /** The request of a call, which may be sent once. */
  Outgoing request(Call call) {
    CallValues values =
        new CallValues(
            new ExecutionId(call.executionKey()).toString(),
            scheduledAt(call.scheduledAtMs()),
            Integer.toString(call.attempt()));
    return new JobRequest(template(call.job()), values);
  }

  /** Calls of one instant come one after the other. */
  private String scheduledAt(long ms) {
    if (ms != scheduledAtMs) {
      scheduledAt = IsoMillis.of(ms);
      scheduledAtMs = ms;
    }
    return scheduledAt;
  }

  private RequestTemplate template(JobSnapshot job) {
    RequestTemplate known = young.get(job.jobKey());
    if (known != null && known.isOf(job)) {
      return known;
    }
    known = old.get(job.jobKey());
    RequestTemplate template =
        known != null && known.isOf(job) ? known : new RequestTemplate(job, userAgent);
    Target.@Nullable Body body = job.definition().target().body();
    if (body == null || body.text().length() <= BODY_CHARS_MAX) {
      young.put(job.jobKey(), template);
    }
    if (young.size() >= YOUNG_MAX) {
      turn();
    }
    return template;
  }

  /** Forgets what has not been called for a while. To be called regularly. */
  void sweep() {
    if (++sweeps % SWEEPS_PER_TURN == 0) {
      turn();
    }
  }

  private void turn() {
    old = young;
    young = new HashMap<>();
  }
}

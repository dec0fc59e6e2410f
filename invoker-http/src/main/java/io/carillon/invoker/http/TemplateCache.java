package io.carillon.invoker.http;

import io.carillon.core.ExecutionId;
import io.carillon.core.JobDefinition;
import io.carillon.core.Target;
import io.carillon.core.port.Call;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Templates of the targets called last, in two generations: what was not called while the young one
 * filled up, or for a while, is dropped with the old one. At most twice {@value #YOUNG_MAX}. Used
 * by one loop.
 */
final class TemplateCache {
  private static final int YOUNG_MAX = 32_768;
  private static final int SWEEPS_PER_TURN = 60;

  /** Longer bodies are cut anew for each call, so that the cache's memory is bounded. */
  private static final int BODY_CHARS_MAX = 8_192;

  private final CharSequence userAgent;
  private final @Nullable Signer signer;
  private Map<Target, RequestTemplate> young = new HashMap<>();
  private Map<Target, RequestTemplate> old = new HashMap<>();
  private long scheduledAtMs = Long.MIN_VALUE;
  private String scheduledAt = "";
  private int sweeps;

  /**
   * @param signer null when requests are not signed
   */
  TemplateCache(CharSequence userAgent, @Nullable Signer signer) {
    this.userAgent = userAgent;
    this.signer = signer;
  }

  /** The request of a call, which may be sent once. */
  Outgoing request(Call call) {
    CallValues values =
        new CallValues(
            call.job().id().toString(),
            new ExecutionId(call.executionKey()).toString(),
            scheduledAt(call.scheduledAtMs()),
            Integer.toString(call.attempt()));
    JobDefinition job = call.job().definition();
    return new JobRequest(template(job.target()), values, job.timeoutMs(), signer);
  }

  /** A request that belongs to no job; see {@link HttpInvoker#post}. */
  Outgoing webhook(URI url, String id, String json, long timeoutMs) {
    return WebhookRequest.of(url, id, json, timeoutMs, userAgent, signer);
  }

  /** Calls of one instant come one after the other. */
  private String scheduledAt(long ms) {
    if (ms != scheduledAtMs) {
      scheduledAt = IsoMillis.of(ms);
      scheduledAtMs = ms;
    }
    return scheduledAt;
  }

  private RequestTemplate template(Target target) {
    RequestTemplate known = young.get(target);
    if (known != null) {
      return known;
    }
    known = old.get(target);
    RequestTemplate template = known != null ? known : new RequestTemplate(target, userAgent);
    Target.Body body = target.body();
    if (body == null || body.text().length() <= BODY_CHARS_MAX) {
      young.put(target, template);
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

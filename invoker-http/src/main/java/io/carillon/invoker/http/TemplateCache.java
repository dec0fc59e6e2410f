package io.carillon.invoker.http;

import io.carillon.core.JobSnapshot;
import io.carillon.core.Target;
import org.jspecify.annotations.Nullable;

/**
 * Templates of the job versions called last, at most {@value #SLOTS}, each in the one slot that its
 * key names. Used by one loop.
 */
final class TemplateCache {
  private static final int SLOTS = 4_096;

  /** Longer bodies are cut anew for each call, so that the cache's memory is bounded. */
  private static final int BODY_CHARS_MAX = 8_192;

  private final @Nullable RequestTemplate[] slots = new RequestTemplate[SLOTS];
  private final CharSequence userAgent;

  TemplateCache(CharSequence userAgent) {
    this.userAgent = userAgent;
  }

  RequestTemplate of(JobSnapshot job) {
    int slot = (int) (job.jobKey() & (SLOTS - 1));
    RequestTemplate known = slots[slot];
    if (known != null && known.isOf(job)) {
      return known;
    }
    RequestTemplate made = new RequestTemplate(job, userAgent);
    Target.Body body = job.definition().target().body();
    if (body == null || body.text().length() <= BODY_CHARS_MAX) {
      slots[slot] = made;
    }
    return made;
  }
}

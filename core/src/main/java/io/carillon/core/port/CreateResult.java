package io.carillon.core.port;

import io.carillon.core.Job;
import io.carillon.core.JobId;

/** What became of a create. */
public sealed interface CreateResult {
  record Created(Job job) implements CreateResult {}

  /** Another job of the namespace has the name. */
  record NameTaken(JobId by) implements CreateResult {}

  /** The namespace has as many jobs as its quota allows. */
  record QuotaReached(int jobsMax) implements CreateResult {}

  /** The same request was answered before; this is the answer. */
  record Repeated(String answer) implements CreateResult {}

  /** The idempotency key was used for another request. */
  record KeyReused() implements CreateResult {}
}

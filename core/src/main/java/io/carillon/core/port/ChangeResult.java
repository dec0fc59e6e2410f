package io.carillon.core.port;

import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;

/** What became of an edit, pause, resume or delete. */
public sealed interface ChangeResult {
  /**
   * The job has a new version.
   *
   * @param cutMs unsent scheduled executions due at or after this instant were removed
   */
  record Changed(Job job, long cutMs) implements ChangeResult {}

  /**
   * The job is gone; its history stays.
   *
   * @param last the version that was deleted
   */
  record Deleted(JobSnapshot last) implements ChangeResult {}

  record Unknown() implements ChangeResult {}

  /** The job has another version than the one named. */
  record VersionMismatch(int current) implements ChangeResult {}

  record NameTaken(JobId by) implements ChangeResult {}
}

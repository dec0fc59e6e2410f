package io.carillon.store.jdbc;

/**
 * Writes that are made for many rows at a time, which databases word differently. Parameters in
 * order, as each says; each row is found by one key.
 */
public enum Bulk {
  /**
   * Adds scheduled executions: execution_key, job_key, scheduled_at, job_version, holder, term. No
   * row when its occurrence has one; keys rise with the second.
   */
  ADD_PLANNED(0),

  /**
   * Adds rows of unfinished executions: holder, due_at, execution_key. A repeat changes nothing.
   */
  ADD_OPEN(2),

  /** Removes rows of unfinished executions: holder, due_at, execution_key. */
  REMOVE_OPEN(2),

  /** Moves the next fire of jobs on: next_fire_at, job_key. */
  MOVE_ON(1),

  /**
   * Moves executions: state, job_version, started_at, completed_at, http_status, duration_ms,
   * retry_count, next_attempt_at, error and holder that one gets; then execution_key, holder and
   * term that it has, a mask of the states (bits) that it may come from, and the most failed
   * attempts that it may have counted. started_at is kept where it is set, and where NULL is given
   * http_status, duration_ms and next_attempt_at are, by which last the open row is found.
   */
  MOVE(10),

  /**
   * Moves executions to RUNNING while the term holds them and their job stands as the caller knows
   * it: job_version, execution_key, job_key, holder, term, job_version.
   */
  START(1),

  /** Puts executions into a node's hands: holder, term, execution_key. */
  TAKE(2),

  /** Takes unfinished executions out of a node's hands: new holder, execution_key, holder, term. */
  LEAVE(1),

  /** Removes executions: execution_key. */
  REMOVE(0),

  /**
   * Adds jobs without a name at version 1: job_key, namespace, id, is_active, created_at,
   * updated_at.
   */
  ADD_JOB(0),

  /**
   * Adds immutable versions of jobs: job_key, version, is_active, created_at, destination_key,
   * definition, key_id.
   */
  ADD_VERSION(0),

  /** Sets what a text search of jobs looks through: job_key, text. */
  SET_TEXT(0),

  /** Sets the next fire of jobs, none of which is put off then: job_key, next_fire_at, version. */
  SET_DUE(0),

  /** Marks jobs as ending: job_key. A repeat changes nothing. */
  MARK_ENDING(0),

  /**
   * Forgets those of the ending jobs of whose newest 1,000 scheduled executions none is unfinished,
   * and which have no waiting retry: job_key.
   */
  END(0),

  /** Makes jobs inactive, unless they are: job_key. No new version: their definitions stand. */
  DEACTIVATE(0),

  /** Adds to the totals of jobs: job_key, success, failed, skipped, cancelled. */
  ADD_TOTALS(0),

  /**
   * Adds rows of the audit: audit_id, namespace, created_at, caller, caller_name, address, action,
   * subject, job_key, before_version, after_version.
   */
  ADD_AUDIT(0);

  private final int key;

  Bulk(int key) {
    this.key = key;
  }

  /** Which parameter names the row, from 0. */
  public int key() {
    return key;
  }
}

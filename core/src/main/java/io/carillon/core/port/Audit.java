package io.carillon.core.port;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what. Changes of the {@link JobStore}, the {@link Ledger}, {@link Alerts}, {@link
 * ApiKeys} and {@link Namespaces} are noted there, in the same transaction; rows are kept as long
 * as executions.
 */
public interface Audit {
  /** What callers of this one's namespace did. */
  Audit by(Caller caller);

  /**
   * Notes as the caller's what is no change of one transaction.
   *
   * @param subject the execution that it is about, or null
   * @param job the job that it is about, or null
   */
  CompletionStage<Void> note(AuditAction action, @Nullable String subject, @Nullable JobId job);

  /**
   * Newest first.
   *
   * @param job null for all jobs, and what is about none
   */
  CompletionStage<Page<Entry>> list(@Nullable JobId job, int limit, @Nullable String cursor);

  /**
   * One row.
   *
   * @param subject the execution, alert or API key that it was about, or null
   * @param job the job that it was about, or null
   * @param before the job before the change, or null: there was none, or it cannot be read
   * @param after the job after the change, or null likewise
   */
  record Entry(
      long id,
      Instant createdAt,
      Caller caller,
      AuditAction action,
      @Nullable String subject,
      @Nullable JobId job,
      @Nullable Version before,
      @Nullable Version after) {}

  /** A version of a job. */
  record Version(int number, JobDefinition definition, boolean isActive) {}
}

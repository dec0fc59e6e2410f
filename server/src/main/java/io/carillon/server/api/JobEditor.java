package io.carillon.server.api;

import io.carillon.core.Caller;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.JobStore;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.json.JobDraft;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes stored jobs: reads, applies the edit, and changes the version that was read. When
 * somebody else was faster and the client named no version, it starts over, a bounded number of
 * times. Thread-safe.
 */
final class JobEditor {
  private static final int ATTEMPTS_MAX = 10;

  private final Function<Caller, JobStore> jobs;
  private final EngineOnLoop engine;

  JobEditor(Function<Caller, JobStore> jobs, EngineOnLoop engine) {
    this.jobs = jobs;
    this.engine = engine;
  }

  /** Makes the new job of the current one; throws what refuses the edit. */
  @FunctionalInterface
  interface Edit {
    JobDraft apply(Job current);
  }

  /** The job after the edit. An edit that changes nothing writes nothing. */
  CompletionStage<Job> edit(Caller caller, JobId id, @Nullable IfMatch ifMatch, Edit edit) {
    return attempt(caller, id, ifMatch, edit, 1);
  }

  private CompletionStage<Job> attempt(
      Caller caller, JobId id, @Nullable IfMatch ifMatch, Edit edit, int number) {
    return find(caller, id)
        .thenCompose(
            job -> {
              require(ifMatch, job);
              JobDraft draft = edit.apply(job);
              if (draft.equals(new JobDraft(job.definition(), job.isActive()))) {
                return CompletableFuture.completedStage(job);
              }
              return engine
                  .change(
                      job.snapshot(),
                      () ->
                          jobs.apply(caller)
                              .change(id, job.version(), draft.definition(), draft.isActive()))
                  .thenCompose(result -> conclude(result, caller, id, ifMatch, edit, number));
            });
  }

  private CompletionStage<Job> conclude(
      ChangeResult result,
      Caller caller,
      JobId id,
      @Nullable IfMatch ifMatch,
      Edit edit,
      int number) {
    return switch (result) {
      case ChangeResult.Changed(Job job, long _) -> CompletableFuture.completedStage(job);
      case ChangeResult.Unknown _, ChangeResult.Deleted _ -> throw Ids.unknownJob();
      case ChangeResult.NameTaken(JobId by) -> throw JobAnswers.nameTaken(by).exception();
      case ChangeResult.VersionMismatch(int current) -> {
        if (ifMatch != null && !ifMatch.isAny()) {
          throw IfMatch.mismatch(current);
        }
        yield again(caller, id, ifMatch, edit, number);
      }
    };
  }

  private CompletionStage<Job> again(
      Caller caller, JobId id, @Nullable IfMatch ifMatch, Edit edit, int number) {
    if (number == ATTEMPTS_MAX) {
      throw Problem.of(ProblemCode.CONCURRENT_EDIT, "try again").exception();
    }
    return attempt(caller, id, ifMatch, edit, number + 1);
  }

  /** Deletes the job. */
  CompletionStage<Void> delete(Caller caller, JobId id, @Nullable IfMatch ifMatch) {
    return find(caller, id)
        .thenCompose(
            job -> {
              require(ifMatch, job);
              Integer expected = ifMatch == null || ifMatch.isAny() ? null : job.version();
              return engine.change(job.snapshot(), () -> jobs.apply(caller).delete(id, expected));
            })
        .thenAccept(
            result -> {
              switch (result) {
                case ChangeResult.Deleted _ -> {}
                case ChangeResult.VersionMismatch(int current) -> throw IfMatch.mismatch(current);
                case ChangeResult.Unknown _, ChangeResult.Changed _, ChangeResult.NameTaken _ ->
                    throw Ids.unknownJob();
              }
            });
  }

  /** The job; fails when there is none. */
  CompletionStage<Job> find(Caller caller, JobId id) {
    return OnLoop.bring(jobs.apply(caller).find(id))
        .thenApply(found -> found.orElseThrow(Ids::unknownJob));
  }

  private static void require(@Nullable IfMatch ifMatch, Job job) {
    if (ifMatch != null) {
      ifMatch.require(job.version());
    }
  }
}

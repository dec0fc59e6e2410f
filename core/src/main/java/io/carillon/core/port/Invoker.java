package io.carillon.core.port;

import io.carillon.core.JobSnapshot;
import java.util.function.Consumer;

/**
 * Makes HTTP calls. Never blocks the caller; limits in flight are the caller's.
 *
 * <p>Closing an implementation ends every call under way as {@link Outcome.Failure#CONNECTION},
 * although its request may have arrived, and each later call the same way at once. Who uses it is
 * to be closed first: it decides what becomes of calls whose outcome nobody will know.
 */
public interface Invoker {
  /**
   * Starts a call. Timeouts come from the job and the invoker's configuration.
   *
   * @param ended called exactly once, on any thread, perhaps before this method returns; must not
   *     block
   */
  Invocation invoke(Call call, Consumer<Outcome> ended);

  /**
   * Hears that calls to the target of a job will begin together within a second, so that
   * connections may be opened beforehand, as browsers do with a hint of this name (W3C, Resource
   * Hints). Nothing is sent over them. Only a hint: the calls may not come, and may come without
   * one.
   *
   * @param calls of the job's destination, 1 or more
   */
  default void preconnect(JobSnapshot job, int calls) {}

  /** A call under way. */
  interface Invocation {
    /** When the request was handed to an acquired connection, epoch milliseconds; 0: not yet. */
    long startedAtMs();

    /**
     * Takes the call back unless its request is being sent, was sent, or never will be. When this
     * returns true nothing is sent, and the call ends as {@link Outcome.Failure#CANCELLED}.
     */
    boolean withdraw();

    /** Aborts the call; it ends as {@link Outcome.Failure#CANCELLED} unless it has ended. */
    void cancel();
  }
}

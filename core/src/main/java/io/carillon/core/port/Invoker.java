package io.carillon.core.port;

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

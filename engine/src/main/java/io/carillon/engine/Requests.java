package io.carillon.engine;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.StoreUnavailable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the executions that somebody asks for: triggers and replays. Confined to the thread. */
final class Requests {
  private final Ledger ledger;
  private final Mailbox mailbox;
  private final Consumer<OpenExecution> admit;

  /**
   * @param admit takes an execution that is now in this node's hands
   */
  Requests(Ledger ledger, Mailbox mailbox, Consumer<OpenExecution> admit) {
    this.ledger = ledger;
    this.mailbox = mailbox;
    this.admit = admit;
  }

  void request(
      @Nullable Lease lease,
      JobId job,
      Cause cause,
      @Nullable ExecutionId replayOf,
      Caller caller,
      CompletableFuture<Optional<OpenExecution>> answer) {
    if (lease == null) {
      answer.completeExceptionally(new StoreUnavailable("the node has not started yet"));
      return;
    }
    mailbox.ask(
        () -> ledger.request(lease, job, cause, replayOf, caller),
        execution -> {
          execution.ifPresent(admit);
          answer.complete(execution);
        },
        answer::completeExceptionally);
  }
}

package io.carillon.server.api;

import io.carillon.core.Caller;
import io.carillon.core.JobId;
import io.carillon.core.port.History;
import io.carillon.core.port.Page;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Tells an empty list from an unknown job. A deleted job that left executions behind is known. Asks
 * only when the list is empty.
 */
record Known(Function<Caller, History> history) {

  <T> CompletionStage<Page<T>> orFail(Caller caller, JobId job, CompletionStage<Page<T>> list) {
    return list.thenCompose(
        page ->
            page.items().isEmpty()
                ? history
                    .apply(caller)
                    .knows(job)
                    .thenApply(
                        isKnown -> {
                          if (!isKnown) {
                            throw Ids.unknownJob();
                          }
                          return page;
                        })
                : CompletableFuture.completedStage(page));
  }
}

package io.carillon.store.sqlite;

import static io.carillon.testkit.Stages.join;

import io.carillon.core.Clock;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.port.NewJob;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.TestStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Creates many jobs. */
final class JobBatches {
  private static final int BATCH = 10_000;

  private JobBatches() {}

  static void create(TestStore store, Clock clock, int count) {
    JobDefinition definition = JobDraft.EVERY_SECOND.definition();
    Instant now = Instant.ofEpochMilli(clock.wallMs());
    for (int from = 0; from < count; from += BATCH) {
      List<NewJob> jobs =
          Stream.generate(() -> NewJob.of(JobId.create(clock.wallMs()), definition, true, now))
              .limit(Math.min(BATCH, count - from))
              .toList();
      join(store.jobs().createAll(jobs));
    }
  }
}

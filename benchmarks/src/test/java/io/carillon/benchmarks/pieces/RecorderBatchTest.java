package io.carillon.benchmarks.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is timed is the whole work: every execution is planned and settled, in whole batches. */
class RecorderBatchTest {
  @TempDir Path folder;

  @Test
  void settlesWhatItPlansAndLeavesNothing() throws Exception {
    RecorderBatch recorder = new RecorderBatch();
    recorder.batch = 1_000;
    recorder.open(folder);
    try {
      assertThat(recorder.planAndSettle()).isEqualTo(RecorderBatch.EXECUTIONS);
    } finally {
      recorder.close();
    }
    assertThat(folder).isEmptyDirectory();
  }
}

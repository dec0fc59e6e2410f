package io.carillon.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.engine.EngineListener.Moved;
import io.carillon.server.json.Json;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An event has the fields of an execution as REST shows it. */
class EventHubTest {
  private static final JobSnapshot JOB =
      JobSnapshot.unsaved(JobId.create(1), JobDraft.EVERY_SECOND.definition(), Instant.EPOCH);

  /** The event of an execution that is due at 1000, began at 1007 and failed once. */
  private static JsonNode event(ExecutionState to) {
    EventHub hub = new EventHub(10, new ManualClock(Instant.EPOCH));
    hub.heard(true);
    hub.moved(new Moved(1, JOB, Cause.SCHEDULE, 1_000, to, 1, 1_007, 1_020, 503, 13, -1, null));
    return Json.parse(hub.gather().getFirst().json());
  }

  @Test
  void onlyWhatHasEndedIsCompleted() {
    assertThat(event(ExecutionState.RETRYING).has("completedAt")).isFalse();
    assertThat(event(ExecutionState.FAILED).path("completedAt").asText())
        .isEqualTo("1970-01-01T00:00:01.020Z");
  }

  @Test
  void theDriftIsThatOfTheFirstAttemptHoweverManyFollow() {
    assertThat(event(ExecutionState.RETRYING).path("driftMs").asLong()).isEqualTo(7);
    assertThat(event(ExecutionState.FAILED).path("driftMs").asLong()).isEqualTo(7);
  }
}

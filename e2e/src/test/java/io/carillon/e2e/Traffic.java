package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every-second jobs on a cluster and what became of their calls. After a fault the receiver's log
 * is held against the ledger: nothing is missing, nothing is stuck, a call is repeated only where
 * the fault covers it, and calls are on time again after a while.
 */
final class Traffic implements AutoCloseable {
  private static final int JOBS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A call that arrives later than this after its instant is not on time. */
  private static final Duration LATE = Duration.ofMillis(500);

  final CallLog log = new CallLog();
  private final Cluster cluster;
  private final List<String> atLeastOnce = new ArrayList<>();
  private final List<String> atMostOnce = new ArrayList<>();

  private Traffic(Cluster cluster) throws IOException {
    this.cluster = cluster;
  }

  /** Creates jobs through these nodes in turn, and waits until they are called. */
  static Traffic begin(Cluster cluster, String... nodes) throws Exception {
    Traffic traffic = new Traffic(cluster);
    for (int i = 0; i < JOBS; i++) {
      boolean isOnce = i % 4 == 3;
      Map<String, Object> job = new HashMap<>();
      job.put("schedule", "* * * * * *");
      job.put("api", traffic.log.url(i % 10 == 9 ? "/slow?1500" : "/ok"));
      job.put("type", isOnce ? "ATMOST_ONCE" : "ATLEAST_ONCE");
      job.put("misfire", "FIRE_ALL");
      String id = cluster.api(nodes[i % nodes.length]).create(job);
      (isOnce ? traffic.atMostOnce : traffic.atLeastOnce).add(id);
    }
    traffic.awaitSeconds(4);
    return traffic;
  }

  List<String> jobs() {
    List<String> all = new ArrayList<>(atLeastOnce);
    all.addAll(atMostOnce);
    return all;
  }

  boolean isAtMostOnce(String job) {
    return atMostOnce.contains(job);
  }

  /** How many calls have arrived. */
  int calls() {
    return log.arrivals().size();
  }

  /** Waits for as many further calls as are due in so many seconds. */
  void awaitSeconds(double seconds) {
    awaitSecondsSince(calls(), seconds);
  }

  /**
   * As {@link #awaitSeconds}, beginning earlier.
   *
   * @param calls how many had arrived then
   */
  void awaitSecondsSince(int calls, double seconds) {
    log.awaitArrivals(calls + (int) (seconds * JOBS), PATIENCE);
  }

  /** Waits until a take-over would be over, and calls were on time for two seconds. */
  void awaitOnTime(Instant fault, Duration atMost) {
    Instant takenOver = fault.plus(Cluster.LEASE);
    await()
        .atMost(atMost.plusSeconds(20))
        .until(
            () -> {
              Instant late = lastLateAfter(fault);
              Instant calm = (late.isAfter(takenOver) ? late : takenOver).plusSeconds(2);
              return Instant.now().isAfter(calm);
            });
    assertThat(Duration.between(fault, lastLateAfter(fault))).as("late").isLessThan(atMost);
  }

  private Instant lastLateAfter(Instant fault) {
    return log.arrivals().stream()
        .filter(call -> call.attempt() == 1 && call.arrivedAt().isAfter(fault))
        .filter(call -> call.arrivedAt().isAfter(call.scheduledAt().plus(LATE)))
        .map(CallLog.Arrival::arrivedAt)
        .max(Comparator.naturalOrder())
        .orElse(fault);
  }

  /** Pauses the jobs, judges all that happened, and prints a line of the table of faults. */
  Audit audit(String fault, String asked, Instant faultAt) throws Exception {
    Duration late = Duration.between(faultAt, lastLateAfter(faultAt));
    for (String job : jobs()) {
      String path = "/jobs/" + job + "/pause";
      assertThat(cluster.api(asked).post(path, null).status()).isEqualTo(200);
    }
    Audit audit = judge(asked);
    System.out.printf(
        "| %s | %d | %d | %d | %.1f s |%n",
        fault,
        audit.executions(),
        audit.violations().size(),
        audit.repeated(),
        late.toMillis() / 1_000.0);
    assertThat(audit.violations()).isEmpty();
    assertThat(audit.repeatedOutside(faultAt.minusSeconds(5), faultAt.plusSeconds(20))).isEmpty();
    return audit;
  }

  /** When nothing is unfinished; the jobs have to be paused. */
  Audit judge(String asked) throws Exception {
    cluster.api(asked).awaitNothingUnfinished();
    Audit audit = new Audit(cluster.api(asked), log.arrivals());
    for (String job : atLeastOnce) {
      audit.everySecond(job, false);
    }
    for (String job : atMostOnce) {
      audit.everySecond(job, true);
    }
    return audit;
  }

  /** Deletes the jobs, through one node. */
  void end(String asked) throws Exception {
    for (String job : jobs()) {
      cluster.api(asked).send("DELETE", "/jobs/" + job, null);
    }
  }

  @Override
  public void close() {
    log.close();
  }
}

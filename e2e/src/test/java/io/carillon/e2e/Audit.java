package io.carillon.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the server's ledger against the receiver's log, by the invariants of ARCHITECTURE.md.
 * Collects every violation, so that one run shows the whole damage.
 */
final class Audit {
  private static final Set<String> TERMINAL = Set.of("SUCCESS", "FAILED", "SKIPPED", "CANCELLED");

  private final Api api;
  private final Map<String, List<CallLog.Arrival>> callsOf = new HashMap<>();
  private final Map<String, List<CallLog.Arrival>> callsTo = new HashMap<>();
  private final Map<String, Map<String, Integer>> alertsOf = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Instant> repeatedAt = new ArrayList<>();
  private int executions;

  Audit(Api api, Collection<CallLog.Arrival> arrivals) {
    this.api = api;
    for (CallLog.Arrival arrival : arrivals) {
      callsOf.computeIfAbsent(arrival.executionId(), _ -> new ArrayList<>()).add(arrival);
      callsTo.computeIfAbsent(arrival.jobId(), _ -> new ArrayList<>()).add(arrival);
    }
  }

  /**
   * An every-second job that was changed by nothing but its pause: each second from its creation to
   * the pause is accounted for once (I2), every row has ended, and calls match outcomes (I4, I6).
   *
   * @param atMostOnce whether a second call of an execution is a violation even after a crash
   */
  Audit everySecond(String jobId, boolean atMostOnce) throws Exception {
    JsonNode job = api.get("/jobs/" + jobId).json();
    Instant created = Instant.parse(job.get("createdAt").asText());
    Instant paused = Instant.parse(job.get("updatedAt").asText());
    TreeSet<Instant> seconds = new TreeSet<>();
    Set<String> recorded = new HashSet<>();
    for (JsonNode row : api.executions(jobId)) {
      executions++;
      recorded.add(row.get("id").asText());
      outcome(jobId, row, atMostOnce);
      account(jobId, row, seconds);
    }
    Instant last = seconds.isEmpty() ? paused : seconds.last();
    for (Instant second = created.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        second.isBefore(last) || second.isBefore(paused);
        second = second.plusSeconds(1)) {
      if (!seconds.contains(second)) {
        violations.add("I2 job " + jobId + " has no execution at " + second);
      }
    }
    for (CallLog.Arrival call : callsTo.getOrDefault(jobId, List.of())) {
      if (!recorded.contains(call.executionId())) {
        violations.add("I2 job " + jobId + " was called for what is not recorded: " + call);
      }
    }
    return this;
  }

  private void account(String jobId, JsonNode row, Set<Instant> seconds) {
    Instant from = Instant.parse(row.get("scheduledAt").asText());
    Instant to =
        row.path("skippedTo").isTextual() ? Instant.parse(row.get("skippedTo").asText()) : from;
    long stated = row.path("skippedCount").asLong(1);
    if (stated != Duration.between(from, to).toSeconds() + 1) {
      violations.add("I2 job " + jobId + " skips " + stated + " from " + from + " to " + to);
    }
    for (Instant second = from; !second.isAfter(to); second = second.plusSeconds(1)) {
      if (!seconds.add(second)) {
        violations.add("I2 job " + jobId + " accounts twice for " + second);
      }
    }
  }

  /** One alert for each failed execution, stored with it. */
  private void alerted(String jobId, String executionId, String name) throws Exception {
    if (!alertsOf.containsKey(jobId)) {
      Map<String, Integer> failures = new HashMap<>();
      for (JsonNode alert : api.all("/jobs/" + jobId + "/alerts?limit=500", "alerts")) {
        if (alert.get("kind").asText().equals("FAILURE")) {
          failures.merge(alert.get("executionId").asText(), 1, Integer::sum);
        }
      }
      alertsOf.put(jobId, failures);
    }
    int alerts = alertsOf.getOrDefault(jobId, Map.of()).getOrDefault(executionId, 0);
    if (alerts != 1) {
      violations.add("alerts: " + name + " failed and has " + alerts);
    }
  }

  private void outcome(String jobId, JsonNode row, boolean atMostOnce) throws Exception {
    String id = row.get("id").asText();
    String status = row.get("status").asText();
    String name = "execution " + id + " of job " + jobId + " at " + row.get("scheduledAt").asText();
    List<CallLog.Arrival> calls = callsOf.getOrDefault(id, List.of());
    if (!TERMINAL.contains(status)) {
      violations.add("I2 " + name + " is still " + status);
    }
    if (status.equals("SUCCESS") && calls.isEmpty()) {
      violations.add("I4 " + name + " succeeded without a call");
    }
    if (status.equals("SKIPPED") && !calls.isEmpty()) {
      violations.add("I4 " + name + " was skipped and called");
    }
    if (calls.size() > 1) {
      repeatedAt.add(Instant.parse(row.get("scheduledAt").asText()));
    }
    if (status.equals("FAILED")) {
      alerted(jobId, id, name);
    }
    if (atMostOnce && calls.size() > 1) {
      violations.add("at most once: " + name + " was called " + calls.size() + " times");
    }
    if (row.path("completedAt").isTextual()) {
      // A call that left before the commit may arrive a moment after it.
      Instant completed = Instant.parse(row.get("completedAt").asText()).plusMillis(500);
      for (CallLog.Arrival call : calls) {
        if (call.arrivedAt().isAfter(completed)) {
          violations.add("I6 " + name + " was called at " + call.arrivedAt() + " after its end");
        }
      }
    }
  }

  /** How many executions were looked at. */
  int executions() {
    return executions;
  }

  /** How many of them were called more than once. */
  int repeated() {
    return repeatedAt.size();
  }

  /** The instants of those that were, but not for an instant of this time. */
  List<Instant> repeatedOutside(Instant from, Instant to) {
    return repeatedAt.stream().filter(at -> at.isBefore(from) || at.isAfter(to)).toList();
  }

  List<String> violations() {
    return violations;
  }
}

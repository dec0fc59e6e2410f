package io.carillon.engine;

import io.carillon.core.Clock;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Notice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nodes of the memory store: their terms, their leases, and what they tell each other. */
final class MemoryNodes {
  private record Told(int nodeKey, Notice notice) {}

  private final Clock clock;
  private final long leaseMs;
  private final Map<String, Lease> leases = new HashMap<>();
  private final Map<Integer, Long> leaseUntilMs = new HashMap<>();
  private long clockOffsetMs;
  private final List<Told> told = new ArrayList<>();

  /**
   * @param leaseMs 0: leases do not expire, as there is only one node
   */
  MemoryNodes(Clock clock, long leaseMs) {
    this.clock = clock;
    this.leaseMs = leaseMs;
  }

  /** How far the nodes' clocks are from the store's from now on. */
  void setClockOffset(long ms) {
    clockOffsetMs = ms;
  }

  long clockOffset() {
    return clockOffsetMs;
  }

  boolean isShared() {
    return leaseMs > 0;
  }

  Lease begin(String name) {
    Lease last = leases.get(name);
    Lease lease =
        last == null
            ? new Lease(leases.size() + 1, name, 1, leaseMs)
            : new Lease(last.nodeKey(), name, last.term() + 1, leaseMs);
    leases.put(name, lease);
    leaseUntilMs.put(lease.nodeKey(), clock.wallMs() + leaseMs);
    return lease;
  }

  boolean isCurrent(Lease lease) {
    return lease.equals(leases.get(lease.nodeName()));
  }

  void renew(Lease lease) {
    leaseUntilMs.put(lease.nodeKey(), clock.wallMs() + leaseMs);
  }

  /** Nodes other than this one whose leases have expired. */
  List<Lease> expired(Lease lease) {
    return leases.values().stream()
        .filter(other -> other.nodeKey() != lease.nodeKey())
        .filter(
            other -> leaseUntilMs.getOrDefault(other.nodeKey(), Long.MAX_VALUE) < clock.wallMs())
        .toList();
  }

  /** Ends a term. */
  void end(Lease lease) {
    leases.put(
        lease.nodeName(), new Lease(lease.nodeKey(), lease.nodeName(), lease.term() + 1, leaseMs));
    leaseUntilMs.remove(lease.nodeKey());
  }

  /**
   * @param nodeKey who tells it, or 0
   */
  void tell(int nodeKey, Notice notice) {
    if (isShared()) {
      told.add(new Told(nodeKey, notice));
    }
  }

  /** How much was told so far. */
  int told() {
    return told.size();
  }

  /** What others told a node from some point on. */
  List<Notice> toldTo(Lease lease, int from) {
    return told.subList(from, told.size()).stream()
        .filter(each -> each.nodeKey != lease.nodeKey())
        .map(Told::notice)
        .toList();
  }
}

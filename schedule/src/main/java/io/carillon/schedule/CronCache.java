package io.carillon.schedule;

import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Compiled expressions that mean the same for every job. Most jobs share theirs with others: it
 * spares compiling one for each, and keeping a copy for each. When it is full it begins anew.
 * Thread-safe.
 */
final class CronCache {
  static final int ENTRIES_MAX = 2_048;

  /** What an expression without an H means is decided by these. */
  private record Key(String text, ZoneId zone, DstPolicy dst) {}

  private final Map<Key, CronSchedule> entries = new ConcurrentHashMap<>();

  /** What was compiled of it before, or else what is compiled now. */
  CronSchedule get(String text, ScheduleContext context, Supplier<CronSchedule> compiled) {
    Key key = new Key(text, context.zone(), context.dst());
    CronSchedule known = entries.get(key);
    if (known != null) {
      return known;
    }
    CronSchedule added = compiled.get();
    if (entries.size() >= ENTRIES_MAX) {
      entries.clear();
    }
    entries.put(key, added);
    return added;
  }

  int size() {
    return entries.size();
  }
}

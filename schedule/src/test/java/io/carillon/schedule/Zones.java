package io.carillon.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The zones that Java knows, and when their clocks change. */
final class Zones {
  private Zones() {}

  /** One zone for each distinct set of rules, in the order of their ids. */
  static List<ZoneId> all() {
    Map<ZoneRules, ZoneId> zones = new LinkedHashMap<>();
    for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
      ZoneId zone = ZoneId.of(id);
      zones.putIfAbsent(zone.getRules(), zone);
    }
    return List.copyOf(zones.values());
  }

  /** The changes of the clock of a zone from 1970-01-03 to the end of a year. */
  static List<ZoneOffsetTransition> changes(ZoneId zone, int lastYear) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    Instant begin = Instant.parse("1970-01-03T00:00:00Z");
    ZoneOffsetTransition change = zone.getRules().nextTransition(begin);
    while (change != null && change.getDateTimeAfter().getYear() <= lastYear) {
      changes.add(change);
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return changes;
  }
}

package io.carillon.schedule;

import java.time.zone.ZoneRulesProvider;

/** The time zone rules that cron schedules are computed with. Thread-safe. */
public final class TzDatabase {
  private TzDatabase() {}

  /**
   * The release of the tz database in the running JDK, as {@code 2026a}. Occurrences that were
   * computed under another release may be wrong and are to be computed again.
   */
  public static String version() {
    return ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();
  }
}

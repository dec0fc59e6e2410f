package io.carillon.server.config;

/**
 * Limits of server-sent events. Immutable.
 *
 * @param perSecondMax events sent to one subscriber
 */
public record EventsConfig(int perSecondMax, int subscribersMax) {
  static EventsConfig of(SettingValues values) {
    return new EventsConfig(
        values.get(Settings.EVENTS_PER_SECOND_MAX), values.get(Settings.EVENTS_SUBSCRIBERS_MAX));
  }
}

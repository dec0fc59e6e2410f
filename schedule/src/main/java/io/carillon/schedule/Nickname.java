package io.carillon.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A short name for a cron expression, written with a leading {@code @}. */
enum Nickname {
  YEARLY("0 0 0 1 1 *"),
  ANNUALLY("0 0 0 1 1 *"),
  MONTHLY("0 0 0 1 * *"),
  WEEKLY("0 0 0 * * 0"),
  DAILY("0 0 0 * * *"),
  MIDNIGHT("0 0 0 * * *"),
  HOURLY("0 0 * * * *"),
  MINUTELY("0 * * * * *"),
  SECONDLY("* * * * * *");

  private final String cron;

  Nickname(String cron) {
    this.cron = cron;
  }

  /** The cron expression, in normal form. */
  String cron() {
    return cron;
  }

  /** Finds a nickname as it is written, in upper case. */
  static @Nullable Nickname of(String written) {
    for (Nickname nickname : values()) {
      if (written.equals("@" + nickname.name())) {
        return nickname;
      }
    }
    return null;
  }

  /** All of them as they are written, for messages. */
  static String allowed() {
    return Arrays.stream(values())
        .map(nickname -> "@" + nickname.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }
}

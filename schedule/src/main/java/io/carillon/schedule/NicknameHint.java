package io.carillon.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What somebody meant who wrote a nickname that is none. */
final class NicknameHint {
  private NicknameHint() {}

  /**
   * A question in parentheses behind a space, or nothing.
   *
   * @param written in upper case, with the leading {@code @}
   */
  static String of(String written) {
    String rest = written.startsWith(EveryParser.KEYWORD) ? written.substring(6) : "";
    if (!rest.isEmpty() && Character.isDigit(rest.charAt(0))) {
      return Hint.didYouMean("@every " + rest.toLowerCase(Locale.ROOT));
    }
    String unit = frequency(rest);
    if (unit != null) {
      return Hint.didYouMean(unit);
    }
    List<String> known = new ArrayList<>();
    for (Nickname nickname : Nickname.values()) {
      known.add("@" + nickname.name());
    }
    known.add(EveryParser.KEYWORD);
    known.add(AtParser.KEYWORD);
    String closest = Spelling.closest(written, known);
    return closest == null ? "" : Hint.didYouMean(closest.toLowerCase(Locale.ROOT));
  }

  private static @Nullable String frequency(String unit) {
    return switch (unit) {
      case "SECOND" -> "@secondly";
      case "MINUTE" -> "@minutely";
      case "HOUR" -> "@hourly";
      case "DAY" -> "@daily";
      case "NIGHT" -> "@midnight";
      case "WEEK" -> "@weekly";
      case "MONTH" -> "@monthly";
      case "YEAR" -> "@yearly";
      default -> null;
    };
  }
}

package io.carillon.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** What another scheduler says of an expression. Where it is trusted is up to the test. */
enum Oracle {
  SPRING {
    @Override
    Search search(String expression, ZoneId zone) {
      CronExpression cron = CronExpression.parse(expression);
      return after -> instant(cron.next(after.atZone(zone)));
    }
  },
  QUARTZ {
    @Override
    Search search(String expression, ZoneId zone) {
      try {
        org.quartz.CronExpression cron = new org.quartz.CronExpression(expression);
        cron.setTimeZone(TimeZone.getTimeZone(zone));
        return after -> {
          Date next = cron.getNextValidTimeAfter(Date.from(after));
          return next == null ? null : next.toInstant();
        };
      } catch (ParseException e) {
        throw new IllegalArgumentException(e);
      }
    }
  },
  /** In its Quartz dialect. */
  CRON_UTILS {
    @Override
    Search search(String expression, ZoneId zone) {
      ExecutionTime times =
          ExecutionTime.forCron(
              new com.cronutils.parser.CronParser(
                      CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ))
                  .parse(expression));
      return after -> instant(times.nextExecution(after.atZone(zone)).orElse(null));
    }
  },
  CARILLON {
    @Override
    Search search(String expression, ZoneId zone) {
      Schedule schedule = Schedule.parse(expression, ScheduleContext.in(zone));
      return after -> schedule.nextAfter(after).orElse(null);
    }
  };

  /** The first occurrence after an instant, or null. */
  @FunctionalInterface
  interface Search {
    @Nullable Instant next(Instant after);
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is refused
   */
  abstract Search search(String expression, ZoneId zone);

  /** The occurrences that follow an instant, and why there are no more of them. */
  List<String> answers(String expression, ZoneId zone, Instant after, int count) {
    List<String> answers = new ArrayList<>();
    Search search;
    try {
      search = search(expression, zone);
    } catch (IllegalArgumentException _) {
      return List.of("refused");
    }
    Instant at = after;
    for (int i = 0; i < count; i++) {
      try {
        at = search.next(at);
      } catch (DateTimeException _) {
        answers.add("throws");
        return answers;
      }
      if (at == null) {
        answers.add("none");
        return answers;
      }
      answers.add(at.toString());
    }
    return answers;
  }

  private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }
}

package io.carillon.benchmarks.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.carillon.schedule.Schedule;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Who computes the next fire. Each is asked through its own types, converted from and to instants.
 */
public enum Library {
  CARILLON {
    @Override
    public Search search(String expression, ZoneId zone) {
      return Schedule.parse(expression, zone, Instant.EPOCH)::nextAfter;
    }
  },
  SPRING {
    @Override
    public Search search(String expression, ZoneId zone) {
      var cron = org.springframework.scheduling.support.CronExpression.parse(expression);
      return epochMs -> epochMs(cron.next(local(epochMs, zone)));
    }
  },
  QUARTZ {
    @Override
    @SuppressWarnings("JavaUtilDate") // Quartz's own type
    public Search search(String expression, ZoneId zone) {
      org.quartz.CronExpression cron;
      try {
        cron = new org.quartz.CronExpression(expression);
      } catch (ParseException e) {
        throw new IllegalArgumentException(e);
      }
      cron.setTimeZone(TimeZone.getTimeZone(zone));
      return epochMs -> {
        Date next = cron.getNextValidTimeAfter(new Date(epochMs));
        return next == null ? Search.NONE : next.getTime();
      };
    }
  },
  CRON_UTILS {
    @Override
    public Search search(String expression, ZoneId zone) {
      var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ);
      ExecutionTime time = ExecutionTime.forCron(new CronParser(definition).parse(expression));
      return epochMs -> epochMs(time.nextExecution(local(epochMs, zone)).orElse(null));
    }
  };

  /** Answers the first fire strictly after an instant. */
  public abstract Search search(String expression, ZoneId zone);

  private static ZonedDateTime local(long epochMs, ZoneId zone) {
    return Instant.ofEpochMilli(epochMs).atZone(zone);
  }

  private static long epochMs(@Nullable ZonedDateTime next) {
    return next == null ? Search.NONE : next.toInstant().toEpochMilli();
  }

  /** Epoch milliseconds in and out. */
  @FunctionalInterface
  public interface Search {
    /** No fire is left. */
    long NONE = Long.MAX_VALUE;

    long next(long epochMs);
  }
}

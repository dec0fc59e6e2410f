package io.carillon.server.main;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.carillon.schedule.DstPolicy;
import io.carillon.schedule.InvalidScheduleException;
import io.carillon.schedule.Occurrence;
import io.carillon.schedule.Preview;
import io.carillon.schedule.Schedule;
import io.carillon.schedule.ScheduleContext;
import io.carillon.schedule.TzDatabase;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains an expression: what it means, when it fires next, how often it fires. */
@Command(
    name = "cron",
    description = "Explains a schedule: what it means and when it fires.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "An instant is local in the zone unless it has an offset (2027-03-28T01:00:00Z);",
      "a date alone is its first moment (2027-03-28).",
      "Exit code 0: explained, 2: the expression or an option is wrong."
    })
final class CronCommand implements Callable<Integer> {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  @Parameters(
      arity = "1..*",
      paramLabel = "EXPRESSION",
      description = "Cron of 5 to 7 fields, a nickname, @every or @at; in quotes.")
  private List<String> expression = new ArrayList<>();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of the fields (default: ${DEFAULT-VALUE}).")
  private String zone = "UTC";

  @Option(
      names = "--dst",
      paramLabel = "POLICY",
      description = "RUN_ONCE or SKIP: fixed times that the clock leaves out (default: RUN_ONCE).")
  private DstPolicy dst = DstPolicy.RUN_ONCE;

  @Option(
      names = "--next",
      paramLabel = "N",
      description = "How many fires to list, 0 to 1000 (default: 5; 0 with --between).")
  private @Nullable Integer next;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "List fires after this instant; @every counts from it (default: now).")
  private @Nullable String from;

  @Option(
      names = "--between",
      arity = "2",
      paramLabel = "INSTANT",
      description = "Count the fires from the first instant to just before the second.")
  private List<String> between = List.of();

  @Option(names = "--job-id", paramLabel = "ID", description = "The job that H is spread by.")
  private String jobId = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    String text = String.join(" ", expression);
    try {
      explain(text, zoneId());
      return ExitCode.OK;
    } catch (InvalidScheduleException e) {
      err.println("carillon cron: " + e.getMessage());
      err.println("  " + text.replaceAll("\\s", " "));
      err.println("  " + " ".repeat(Math.min(e.position() - 1, text.length())) + "^");
    } catch (Refusal e) {
      err.println("carillon cron: " + e.getMessage());
    }
    return ExitCode.USAGE;
  }

  private void explain(String text, ZoneId in) {
    Instant after =
        from == null ? Instant.now().truncatedTo(SECONDS) : Moment.parse("--from", from, in);
    ScheduleContext context = ScheduleContext.in(in).withDst(dst).anchoredAt(after).seededBy(jobId);
    Schedule schedule = Schedule.parse(text, context);
    int count = next != null ? next : between.isEmpty() ? 5 : 0;
    if (count < 0 || count > Preview.COUNT_MAX) {
      throw new Refusal("--next must be 0 to " + Preview.COUNT_MAX);
    }
    List<Occurrence> fires = Preview.next(schedule, in, after, count);
    String counted = between.isEmpty() ? null : counted(schedule, in);

    PrintWriter out = spec.commandLine().getOut();
    out.println(schedule.expression());
    out.println(schedule.describe());
    out.println("zone " + in.getId() + ", dst " + dst + ", tz database " + TzDatabase.version());
    if (counted != null) {
      out.println();
      out.println(counted);
    }
    if (count > 0) {
      out.println();
      fires.forEach(fire -> out.println(line(fire)));
      if (fires.size() < count) {
        out.println(fires.isEmpty() ? "never fires again" : "no further fire");
      }
    }
  }

  private String counted(Schedule schedule, ZoneId in) {
    if (between.size() != 2) {
      throw new Refusal("--between may be given once");
    }
    Instant first = Moment.parse("--between", between.getFirst(), in);
    Instant last = Moment.parse("--between", between.getLast(), in);
    long count = schedule.count(first.toEpochMilli(), last.toEpochMilli());
    return String.format(
        Locale.ROOT,
        "%,d %s from %s to before %s",
        count,
        count == 1 ? "fire" : "fires",
        LOCAL.format(first.atZone(in)),
        LOCAL.format(last.atZone(in)));
  }

  private static String line(Occurrence fire) {
    String times = LOCAL.format(fire.local()) + "  " + fire.at();
    return switch (fire.dst()) {
      case null -> times;
      case GAP -> times + "  the clock skips the time: at the jump";
      case OVERLAP -> times + "  the clock shows the time twice";
    };
  }

  private ZoneId zoneId() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException _) {
      throw new Refusal("unknown zone '" + zone + "'; use one as UTC, Europe/Berlin or +02:00");
    }
  }

  /** An option that cannot be used. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message, null, false, false);
    }
  }
}

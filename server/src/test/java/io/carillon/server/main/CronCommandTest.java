package io.carillon.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.schedule.TzDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code carillon cron} prints, and its exit codes. */
class CronCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int cron(String... arguments) {
    CommandLine line = Main.commandLine(Map.of());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "cron";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return line.execute(all);
  }

  @Test
  void explainsAndListsTheNextFires() {
    int code =
        cron(
            "31 10-15 1 * * MON-FRI",
            "--zone=Europe/Berlin",
            "--next=2",
            "--from=2026-11-22T12:00:00Z");

    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            31 10-15 1 * * MON-FRI
            at second 31 of every minute from 01:10 to 01:15, Monday to Friday
            zone Europe/Berlin, dst RUN_ONCE, tz database %s

            2026-11-23T01:10:31+01:00  2026-11-23T00:10:31Z
            2026-11-23T01:11:31+01:00  2026-11-23T00:11:31Z
            """
                .formatted(TzDatabase.version()));
  }

  @Test
  void marksTheFiresThatDaylightSavingTouches() {
    cron("0 30 2 * * *", "--zone", "Europe/Berlin", "--from", "2027-03-28", "--next", "1");
    cron("0 30 2 * * *", "--zone", "Europe/Berlin", "--from", "2027-10-31", "--next", "1");

    assertThat(out.toString())
        .contains("2027-03-28T03:00:00+02:00  2027-03-28T01:00:00Z  the clock skips the time")
        .contains(
            "2027-10-31T02:30:00+02:00  2027-10-31T00:30:00Z  the clock shows the time twice");
  }

  @Test
  void leavesOutWhatThePolicySkips() {
    cron("0 30 2 * * *", "--zone=Europe/Berlin", "--from=2027-03-28", "--next=1", "--dst=SKIP");

    assertThat(out.toString()).contains("2027-03-29T02:30:00+02:00").doesNotContain("2027-03-28T");
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-01, 2028-01-01, 365 fires",
    "2027-01-01T02:30, 2027-01-01T02:31, 1 fire ",
    "2027-01-01T01:30:00Z, 2027-01-02T01:30:00Z, 1 fire ",
    "2028-01-01, 2027-01-01, 0 fires"
  })
  void countsFiresBetweenTwoInstants(String first, String last, String counted) {
    assertThat(cron("30 2 * * *", "--zone=Europe/Berlin", "--between", first, last)).isZero();

    assertThat(out.toString()).contains("\n" + counted);
  }

  @Test
  void readsIntervalsAndInstants() {
    assertThat(cron("@every", "90s", "--from", "2027-01-01", "--next", "1")).isZero();
    assertThat(cron("@at 2027-01-01T09:00:00+01:00", "--from", "2026-01-01")).isZero();

    assertThat(out.toString())
        .contains("2027-01-01T00:01:30Z")
        .contains("2027-01-01T08:00:00Z")
        .contains("no further fire");
  }

  @Test
  void spreadsByTheJob() {
    cron("H H H * * *", "--job-id=a", "--from=2027-01-01", "--next=1");
    String first = out.toString();
    out.getBuffer().setLength(0);
    cron("H H H * * *", "--job-id=b", "--from=2027-01-01", "--next=1");

    assertThat(out.toString()).startsWith("H H H * * *").isNotEqualTo(first);
  }

  @Test
  void pointsAtWhatIsWrong() {
    assertThat(cron("0 0 9 ? * MON-FRY")).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("day-of-week, position 15", "did you mean FRI?")
        .containsPattern("\n  0 0 9 \\? \\* MON-FRY\n {16}\\^");
  }

  @ParameterizedTest
  @CsvSource({
    "--zone=Mars/Base, Mars/Base",
    "--next=1001, --next",
    "--next=-1, --next",
    "--from=tomorrow, tomorrow",
    "--dst=NEVER, --dst"
  })
  void refusesWrongOptions(String option, String named) {
    assertThat(cron("@daily", option)).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains(named).doesNotContain("\tat ");
  }

  @Test
  void anExpressionIsRequired() {
    assertThat(cron()).isEqualTo(2);
    assertThat(err.toString()).contains("EXPRESSION");
  }
}

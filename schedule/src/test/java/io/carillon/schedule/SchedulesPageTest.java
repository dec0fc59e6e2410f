package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of {@code docs/concepts/schedules.md} is what the code says and does. */
class SchedulesPageTest {
  private static final Path PAGE = Path.of("../docs/concepts/schedules.md");
  private static final String REFUSED = "| schedule | refused because |";
  private static final Instant AFTER = Instant.parse("2027-01-01T00:00:00Z");
  private static final ScheduleContext CONTEXT =
      ScheduleContext.in(ZoneId.of("UTC")).anchoredAt(AFTER);

  /** The cells of the rows whose first cell is an expression. */
  private static List<List<String>> rows(String text) {
    return text.lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
        .toList();
  }

  private static String expression(List<String> row) {
    return row.getFirst().replace("`", "");
  }

  static Stream<List<String>> examples() throws IOException {
    return rows(Files.readString(PAGE).split(Pattern.quote(REFUSED), -1)[0]).stream();
  }

  static Stream<List<String>> refusals() throws IOException {
    return rows(Files.readString(PAGE).split(Pattern.quote(REFUSED), -1)[1]).stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void meansAndFiresAsThePageSays(List<String> row) {
    Schedule schedule = Schedule.parse(expression(row), CONTEXT);

    assertThat(schedule.describe()).isEqualTo(row.get(1));
    assertThat(schedule.nextAfter(AFTER))
        .contains(LocalDateTime.parse(row.get(2).replace(' ', 'T')).toInstant(ZoneOffset.UTC));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void isRefusedAsThePageSays(List<String> row) {
    assertThatThrownBy(() -> Schedule.parse(expression(row), CONTEXT))
        .isInstanceOf(InvalidScheduleException.class)
        .hasMessage(row.get(1));
  }

  @Test
  void thePageShowsEveryForm() throws IOException {
    List<String> shown = examples().map(SchedulesPageTest::expression).toList();

    assertThat(shown).hasSizeGreaterThan(40);
    for (String form :
        List.of("L-", "LW", "15W", "FRIL", "#1", "#L", "+", "H(", "H/", "@every", "@at")) {
      assertThat(shown).as(form).anyMatch(expression -> expression.contains(form));
    }
    assertThat(refusals()).hasSizeGreaterThan(5);
  }
}

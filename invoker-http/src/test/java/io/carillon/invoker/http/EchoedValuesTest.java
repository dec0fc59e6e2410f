package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoedValuesTest {
  @ParameterizedTest
  @CsvSource({
    "no secret here, no secret here",
    "sent secret-value twice secret-value., sent [redacted] twice [redacted].",
    "sent Bearer secret-value, sent [redacted]",
    "cut at the end: secret-v, cut at the end: [redacted]",
    "cut at the end: Bearer secr, cut at the end: [redacted]",
    "too short to tell: secret-, too short to tell: secret-",
    "secret-v, [redacted]",
    "'', ''",
  })
  void wholeValuesAndTheirBeginningsAtTheEndAreTakenOut(String text, String masked) {
    List<String> values = List.of("Bearer secret-value", "secret-value", "short");

    assertThat(EchoedValues.mask(text, values)).isEqualTo(masked);
  }

  @Test
  void aValueThatBeginsAnotherLeavesNothingOfIt() {
    assertThat(EchoedValues.mask("-> 12345678abcd <-", List.of("12345678", "12345678abcd")))
        .isEqualTo("-> [redacted] <-");
  }

  @Test
  void longValuesAreNotCopiedForEachOfTheirBeginnings() {
    List<String> values = IntStream.range(0, 8).mapToObj(i -> i + "-x".repeat(4_000)).toList();
    String text = "x-".repeat(512);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    EchoedValues.mask(text, values);
    long before = threads.getCurrentThreadAllocatedBytes();

    String masked = EchoedValues.mask(text, values);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    assertThat(masked).isEqualTo(text);
  }
}

package io.carillon.invoker.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job's body cut at its placeholders once, so that filling it is copying bytes. Immutable. */
final class BodyTemplate {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{(executionId|jobId|attempt|scheduledAt)}}");

  private static final String ENVELOPE =
      "{\"jobId\":\"{{jobId}}\",\"executionId\":\"{{executionId}}\","
          + "\"scheduledAt\":\"{{scheduledAt}}\",\"attempt\":{{attempt}}}";

  /** The literal parts; a value stands between each two. */
  private final List<byte[]> literals = new ArrayList<>();

  private final List<Function<CallValues, String>> values = new ArrayList<>();
  private int literalBytes;

  BodyTemplate(String text, String jobId) {
    StringBuilder literal = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(text);
    int from = 0;
    while (matcher.find()) {
      literal.append(text, from, matcher.start());
      from = matcher.end();
      if (matcher.group(1).equals("jobId")) {
        literal.append(jobId);
        continue;
      }
      addLiteral(literal);
      values.add(value(matcher.group(1)));
    }
    addLiteral(literal.append(text, from, text.length()));
  }

  /** What is sent for a job without a body. */
  static BodyTemplate envelope(String jobId) {
    return new BodyTemplate(ENVELOPE, jobId);
  }

  private static Function<CallValues, String> value(String placeholder) {
    return switch (placeholder) {
      case "executionId" -> CallValues::executionId;
      case "scheduledAt" -> CallValues::scheduledAt;
      default -> CallValues::attempt;
    };
  }

  private void addLiteral(StringBuilder text) {
    byte[] literal = text.toString().getBytes(StandardCharsets.UTF_8);
    literals.add(literal);
    literalBytes += literal.length;
    text.setLength(0);
  }

  /** The length of the body with these values. */
  int bytes(CallValues call) {
    int bytes = literalBytes;
    for (Function<CallValues, String> value : values) {
      bytes += value.apply(call).length();
    }
    return bytes;
  }

  void write(ByteBuf to, CallValues call) {
    to.writeBytes(literals.getFirst());
    for (int i = 0; i < values.size(); i++) {
      to.writeCharSequence(values.get(i).apply(call), US_ASCII);
      to.writeBytes(literals.get(i + 1));
    }
  }
}

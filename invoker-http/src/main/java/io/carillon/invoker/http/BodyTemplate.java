package io.carillon.invoker.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body cut at its placeholders once, so that filling it is copying bytes. Immutable. */
final class BodyTemplate {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{(executionId|jobId|attempt|scheduledAt)}}");

  /** What is sent for a job without a body. */
  static final BodyTemplate ENVELOPE =
      new BodyTemplate(
          "{\"jobId\":\"{{jobId}}\",\"executionId\":\"{{executionId}}\","
              + "\"scheduledAt\":\"{{scheduledAt}}\",\"attempt\":{{attempt}}}");

  /** The literal parts; a value stands between each two. */
  private final List<byte[]> literals = new ArrayList<>();

  private final List<Function<CallValues, String>> values = new ArrayList<>();
  private final int literalBytes;

  BodyTemplate(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    int from = 0;
    int bytes = 0;
    while (matcher.find()) {
      bytes += addLiteral(text.substring(from, matcher.start()));
      values.add(value(matcher.group(1)));
      from = matcher.end();
    }
    literalBytes = bytes + addLiteral(text.substring(from));
  }

  private int addLiteral(String text) {
    byte[] literal = text.getBytes(StandardCharsets.UTF_8);
    literals.add(literal);
    return literal.length;
  }

  private static Function<CallValues, String> value(String placeholder) {
    return switch (placeholder) {
      case "jobId" -> CallValues::jobId;
      case "executionId" -> CallValues::executionId;
      case "scheduledAt" -> CallValues::scheduledAt;
      default -> CallValues::attempt;
    };
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

package io.carillon.invoker.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

  /** The literal parts; a placeholder stands between each two. */
  private final List<byte[]> literals = new ArrayList<>();

  private final List<String> placeholders = new ArrayList<>();
  private final int literalBytes;

  BodyTemplate(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    int from = 0;
    int bytes = 0;
    while (matcher.find()) {
      bytes += addLiteral(text.substring(from, matcher.start()));
      placeholders.add(matcher.group(1));
      from = matcher.end();
    }
    literalBytes = bytes + addLiteral(text.substring(from));
  }

  private int addLiteral(String text) {
    byte[] literal = text.getBytes(StandardCharsets.UTF_8);
    literals.add(literal);
    return literal.length;
  }

  /** The values hold only characters that need no escaping in JSON. */
  Buffer fill(String jobId, String executionId, String scheduledAt, String attempt) {
    Buffer body = Buffer.buffer(literalBytes + 40 * placeholders.size());
    for (int i = 0; i < literals.size(); i++) {
      body.appendBytes(literals.get(i));
      if (i < placeholders.size()) {
        body.appendString(
            switch (placeholders.get(i)) {
              case "jobId" -> jobId;
              case "executionId" -> executionId;
              case "scheduledAt" -> scheduledAt;
              default -> attempt;
            });
      }
    }
    return body;
  }
}

package io.carillon.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.server.json.Json;
import io.carillon.server.json.Times;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/** Writes each log event as one line of JSON, its key-value pairs as fields. */
final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final Set<String> OWN =
      Set.of("time", "level", "logger", "thread", "message", "exception");

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    byte[] json = Json.write(out -> write(out, event));
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  private static void write(JsonGenerator out, ILoggingEvent event) throws IOException {
    out.writeStartObject();
    out.writeStringField("time", Times.format(event.getInstant()));
    out.writeStringField("level", event.getLevel().toString());
    out.writeStringField("logger", event.getLoggerName());
    out.writeStringField("thread", event.getThreadName());
    out.writeStringField("message", event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      Set<String> written = new HashSet<>(OWN);
      for (KeyValuePair pair : pairs) {
        if (written.add(pair.key)) {
          write(out, pair);
        }
      }
    }
    IThrowableProxy exception = event.getThrowableProxy();
    if (exception != null) {
      out.writeStringField("exception", ThrowableProxyUtil.asString(exception));
    }
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, KeyValuePair pair) throws IOException {
    switch (pair.value) {
      case null -> out.writeNullField(pair.key);
      case Integer number -> out.writeNumberField(pair.key, number);
      case Long number -> out.writeNumberField(pair.key, number);
      case Double number -> out.writeNumberField(pair.key, number);
      case Boolean flag -> out.writeBooleanField(pair.key, flag);
      case Object other -> out.writeStringField(pair.key, other.toString());
    }
  }
}

package io.carillon.server.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.core.port.OutcomeCounts.Counts;
import io.carillon.server.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node did lately, which nodes tell each other so that each can show the sum. Nobody changes
 * the histograms.
 *
 * @param minute how executions ended in the last minute
 * @param hour the same of the last hour
 * @param retries of the last minute
 * @param driftMs of the last minute
 * @param durationMs of the calls of the last minute
 * @param isListening whether somebody follows the events there
 */
record Recent(
    Counts minute,
    Counts hour,
    long retries,
    Histogram driftMs,
    Histogram durationMs,
    boolean isListening) {
  private static final Logger LOG = LoggerFactory.getLogger(Recent.class);

  static Recent of(EngineMeters engine, long nowMs, boolean isListening) {
    return new Recent(
        engine.rollingOutcomes.last(nowMs, RollingOutcomes.MINUTE_S),
        engine.rollingOutcomes.last(nowMs, RollingOutcomes.HOUR_S),
        engine.rollingRetries.sum(nowMs, RollingOutcomes.MINUTE_S),
        engine.rollingDriftMs.whole(),
        engine.rollingDurationMs.whole(),
        isListening);
  }

  Recent plus(Recent other) {
    return new Recent(
        minute.plus(other.minute),
        hour.plus(other.hour),
        retries + other.retries,
        sum(driftMs, other.driftMs),
        sum(durationMs, other.durationMs),
        isListening || other.isListening);
  }

  private static Histogram sum(Histogram one, Histogram other) {
    Histogram sum = one.copy();
    sum.setAutoResize(true);
    sum.add(other);
    return sum;
  }

  /** As text that {@link #decode} reads, some hundred characters. */
  String encode() {
    return new String(Json.write(this::write), StandardCharsets.UTF_8);
  }

  private void write(JsonGenerator out) throws IOException {
    out.writeStartObject();
    write(out, "minute", minute);
    write(out, "hour", hour);
    out.writeNumberField("retries", retries);
    out.writeBinaryField("driftMs", bytes(driftMs));
    out.writeBinaryField("durationMs", bytes(durationMs));
    out.writeBooleanField("isListening", isListening);
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, String field, Counts counts) throws IOException {
    out.writeArrayFieldStart(field);
    out.writeNumber(counts.success());
    out.writeNumber(counts.failed());
    out.writeNumber(counts.skipped());
    out.writeNumber(counts.cancelled());
    out.writeEndArray();
  }

  private static byte[] bytes(Histogram values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.getNeededByteBufferCapacity());
    byte[] bytes = new byte[values.encodeIntoCompressedByteBuffer(buffer)];
    buffer.get(0, bytes);
    return bytes;
  }

  /** Empty when the node said nothing, or what another version than this one says. */
  static Optional<Recent> decode(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode read = Json.parseTrusted(text);
      return Optional.of(
          new Recent(
              counts(read.path("minute")),
              counts(read.path("hour")),
              read.path("retries").asLong(),
              histogram(read.path("driftMs")),
              histogram(read.path("durationMs")),
              read.path("isListening").asBoolean()));
    } catch (IOException | DataFormatException | RuntimeException e) {
      LOG.debug("another node says what this one does not understand", e);
      return Optional.empty();
    }
  }

  private static Counts counts(JsonNode read) {
    return new Counts(
        read.path(0).asLong(), read.path(1).asLong(), read.path(2).asLong(), read.path(3).asLong());
  }

  private static Histogram histogram(JsonNode read) throws IOException, DataFormatException {
    return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(read.binaryValue()), 0);
  }
}

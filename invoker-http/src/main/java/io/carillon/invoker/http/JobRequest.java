package io.carillon.invoker.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.carillon.core.Destination;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The request of one attempt: the target's template and what is this attempt's own.
 *
 * @param signer null when requests are not signed
 */
record JobRequest(
    RequestTemplate template, CallValues values, long timeoutMs, @Nullable Signer signer)
    implements Outgoing {
  private static final CharSequence JOB_ID = HttpHeaders.createOptimized("Carillon-Job-Id");
  private static final CharSequence EXECUTION_ID =
      HttpHeaders.createOptimized("Carillon-Execution-Id");
  private static final CharSequence SCHEDULED_AT =
      HttpHeaders.createOptimized("Carillon-Scheduled-At");
  private static final CharSequence ATTEMPT = HttpHeaders.createOptimized("Carillon-Attempt");
  private static final CharSequence IDEMPOTENCY_KEY =
      HttpHeaders.createOptimized("Idempotency-Key");

  private static final byte[] JOB_ID_LINE = line("Carillon-Job-Id");
  private static final byte[] EXECUTION_ID_LINE = line("Carillon-Execution-Id");
  private static final byte[] SCHEDULED_AT_LINE = line("Carillon-Scheduled-At");
  private static final byte[] ATTEMPT_LINE = line("Carillon-Attempt");
  private static final byte[] IDEMPOTENCY_KEY_LINE = line("Idempotency-Key");
  private static final byte[] CONTENT_LENGTH_LINE = line("content-length");
  private static final byte[] WEBHOOK_ID_LINE = line("webhook-id");
  private static final byte[] WEBHOOK_TIMESTAMP_LINE = line("webhook-timestamp");
  private static final byte[] WEBHOOK_SIGNATURE_LINE = line("webhook-signature");

  /** More than the lines of an attempt need. */
  private static final int OWN_BYTES = 320;

  /** More than the lines of a signature need, but for the signatures. */
  private static final int SIGNING_BYTES = 96;

  private static byte[] line(String name) {
    return (name + ": ").getBytes(US_ASCII);
  }

  @Override
  public Destination destination() {
    return template.destination;
  }

  @Override
  public boolean isHead() {
    return template.isHead();
  }

  @Override
  public String masked(String response) {
    return template.masked(response);
  }

  @Override
  public ByteBuf encode(ByteBufAllocator allocator) {
    BodyTemplate body = template.body;
    int bodyBytes = body == null ? 0 : body.bytes(values);
    int signingBytes = signer == null ? 0 : SIGNING_BYTES + signer.bytes();
    ByteBuf to =
        allocator.directBuffer(template.head.length + OWN_BYTES + signingBytes + bodyBytes);
    to.writeBytes(template.head);
    writeLine(to, JOB_ID_LINE, values.jobId());
    writeLine(to, EXECUTION_ID_LINE, values.executionId());
    writeLine(to, SCHEDULED_AT_LINE, values.scheduledAt());
    writeLine(to, ATTEMPT_LINE, values.attempt());
    writeLine(to, IDEMPOTENCY_KEY_LINE, values.executionId());
    if (body != null) {
      writeLine(to, CONTENT_LENGTH_LINE, Integer.toString(bodyBytes));
    }
    if (signer == null) {
      writeBody(to);
    } else {
      writeSigned(to, signer, bodyBytes);
    }
    return to;
  }

  private void writeBody(ByteBuf to) {
    to.writeBytes(RequestHead.END);
    if (template.body != null) {
      template.body.write(to, values);
    }
  }

  /** The signature stands before what it is made of. */
  private void writeSigned(ByteBuf to, Signer by, int bodyBytes) {
    String timestamp = by.timestamp();
    writeLine(to, WEBHOOK_ID_LINE, values.executionId());
    writeLine(to, WEBHOOK_TIMESTAMP_LINE, timestamp);
    to.writeBytes(WEBHOOK_SIGNATURE_LINE);
    int place = to.writerIndex();
    to.writeZero(by.bytes());
    to.writeBytes(RequestHead.END);
    writeBody(to);
    ByteBuffer payload = to.nioBuffer(to.writerIndex() - bodyBytes, bodyBytes);
    to.setBytes(place, by.sign(values.executionId(), timestamp, payload));
  }

  private static void writeLine(ByteBuf to, byte[] name, String value) {
    to.writeBytes(name);
    to.writeCharSequence(value, US_ASCII);
    to.writeBytes(RequestHead.END);
  }

  @Override
  public RequestOptions line() {
    return template.line();
  }

  @Override
  public @Nullable Buffer write(MultiMap to) {
    template.addHeaders(to::add);
    to.add(JOB_ID, values.jobId());
    to.add(EXECUTION_ID, values.executionId());
    to.add(SCHEDULED_AT, values.scheduledAt());
    to.add(ATTEMPT, values.attempt());
    to.add(IDEMPOTENCY_KEY, values.executionId());
    ByteBuf body = body();
    if (signer != null) {
      ByteBuffer payload = body == null ? ByteBuffer.allocate(0) : body.nioBuffer();
      signer.sign(values.executionId(), payload, to::add);
    }
    return body == null ? null : BufferInternal.buffer(body);
  }

  private @Nullable ByteBuf body() {
    BodyTemplate body = template.body;
    if (body == null) {
      return null;
    }
    ByteBuf to = Unpooled.buffer(body.bytes(values));
    body.write(to, values);
    return to;
  }
}

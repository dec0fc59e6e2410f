package io.carillon.invoker.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.core.Destination;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A POST of JSON that belongs to no job.
 *
 * @param id of the message, the same when it is posted again
 * @param signer null when requests are not signed
 */
record WebhookRequest(
    Destination destination,
    RequestOptions line,
    long timeoutMs,
    CharSequence userAgent,
    String id,
    String json,
    @Nullable Signer signer)
    implements Outgoing {

  static WebhookRequest of(
      URI url,
      String id,
      String json,
      long timeoutMs,
      CharSequence userAgent,
      @Nullable Signer signer) {
    return new WebhookRequest(
        Destination.of(url), RequestLine.of("POST", url), timeoutMs, userAgent, id, json, signer);
  }

  @Override
  public ByteBuf encode(ByteBufAllocator allocator) {
    var request = RequestHead.request("POST", line.getURI());
    request.headers().set("host", RequestLine.host(destination));
    byte[] body = write((name, value) -> request.headers().set(name, value));
    request.headers().set("content-length", body.length);
    byte[] head = RequestHead.encode(request);
    return allocator
        .directBuffer(head.length + 2 + body.length)
        .writeBytes(head)
        .writeBytes(RequestHead.END)
        .writeBytes(body);
  }

  @Override
  public boolean isHead() {
    return false;
  }

  @Override
  public String masked(String response) {
    return response;
  }

  @Override
  public Buffer write(MultiMap headers) {
    return Buffer.buffer(write(headers::add));
  }

  private byte[] write(BiConsumer<CharSequence, CharSequence> headers) {
    byte[] body = json.getBytes(UTF_8);
    headers.accept("User-Agent", userAgent);
    headers.accept("Content-Type", "application/json");
    if (signer != null) {
      signer.sign(id, ByteBuffer.wrap(body), headers);
    }
    return body;
  }
}

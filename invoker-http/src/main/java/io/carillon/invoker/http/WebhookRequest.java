package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A POST of JSON that belongs to no job. */
record WebhookRequest(
    Destination destination,
    RequestOptions line,
    long timeoutMs,
    CharSequence userAgent,
    String json)
    implements Outgoing {

  @Override
  public ByteBuf encode(ByteBufAllocator allocator) {
    var request = RequestHead.request("POST", line.getURI());
    byte[] content = json.getBytes(StandardCharsets.UTF_8);
    request.headers().set("host", RequestLine.host(destination));
    request.headers().set("User-Agent", userAgent);
    request.headers().set("Content-Type", "application/json");
    request.headers().set("content-length", content.length);
    byte[] head = RequestHead.encode(request);
    return allocator
        .directBuffer(head.length + 2 + content.length)
        .writeBytes(head)
        .writeBytes(RequestHead.END)
        .writeBytes(content);
  }

  @Override
  public boolean isHead() {
    return false;
  }

  static WebhookRequest of(URI url, String json, long timeoutMs, CharSequence userAgent) {
    return new WebhookRequest(
        Destination.of(url), RequestLine.of("POST", url), timeoutMs, userAgent, json);
  }

  @Override
  public void addHeaders(MultiMap headers) {
    headers.add("User-Agent", userAgent);
    headers.add("Content-Type", "application/json");
  }

  @Override
  public Buffer body() {
    return Buffer.buffer(json);
  }
}

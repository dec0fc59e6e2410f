package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** A POST of JSON that belongs to no job. */
record WebhookRequest(
    Destination destination,
    RequestOptions line,
    long timeoutMs,
    CharSequence userAgent,
    String json)
    implements Outgoing {

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

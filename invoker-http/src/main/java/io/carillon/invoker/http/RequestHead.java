package io.carillon.invoker.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpVersion;

/** Writes the request line and headers of HTTP/1.1, as Netty does and checks them. */
final class RequestHead extends HttpRequestEncoder {
  /** Ends a head. */
  static final byte[] END = {'\r', '\n'};

  private static final RequestHead ENCODER = new RequestHead();

  private RequestHead() {}

  /** A request to add headers to; names and values that could break the head are refused. */
  static HttpRequest request(String method, String pathAndQuery) {
    return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), pathAndQuery);
  }

  /** The head up to its last header, without the empty line that ends it. */
  static byte[] encode(HttpRequest request) {
    ByteBuf bytes = Unpooled.buffer(512);
    ENCODER.write(bytes, request);
    byte[] head = new byte[bytes.readableBytes()];
    bytes.readBytes(head);
    return head;
  }

  private void write(ByteBuf to, HttpRequest request) {
    try {
      encodeInitialLine(to, request);
    } catch (Exception e) {
      throw new IllegalArgumentException("not a request line", e);
    }
    HttpHeaders headers = request.headers();
    encodeHeaders(headers, to);
  }
}

package io.carillon.benchmarks.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/** The control port: {@code GET /report}, {@code POST /reset}, {@code GET /health}. */
final class ControlConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Traffic traffic;

  ControlConnection(Traffic traffic) {
    this.traffic = traffic;
  }

  private record Reply(HttpResponseStatus status, Object body) {}

  private record Report(ArrivalReport window, Traffic.Totals totals, long cpuMs) {}

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request)
      throws JsonProcessingException {
    Reply reply = reply(request.method(), new QueryStringDecoder(request.uri()));
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            reply.status,
            Unpooled.wrappedBuffer(JSON.writeValueAsBytes(reply.body)));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    var _ = context.writeAndFlush(response);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  private Reply reply(HttpMethod method, QueryStringDecoder uri) {
    String route = method.name() + " " + uri.path();
    switch (route) {
      case "GET /health" -> {
        return new Reply(HttpResponseStatus.OK, traffic.totals());
      }
      case "POST /reset" -> {
        traffic.reset();
        return new Reply(HttpResponseStatus.OK, traffic.totals());
      }
      case "GET /report" -> {
        try {
          var report =
              new Report(traffic.report(window(uri.parameters())), traffic.totals(), cpuMs());
          return new Reply(HttpResponseStatus.OK, report);
        } catch (IllegalArgumentException | DateTimeParseException e) {
          return new Reply(HttpResponseStatus.BAD_REQUEST, Map.of("error", e.toString()));
        }
      }
      default -> {
        return new Reply(HttpResponseStatus.NOT_FOUND, Map.of("error", "no route " + route));
      }
    }
  }

  private static Window window(Map<String, List<String>> parameters) {
    String from = value(parameters, "from", "");
    String to = value(parameters, "to", "");
    return new Window(
        from.isEmpty() ? Window.OPEN_FROM : Instant.parse(from).getEpochSecond(),
        to.isEmpty() ? Window.OPEN_TO : Instant.parse(to).getEpochSecond(),
        Integer.parseInt(value(parameters, "jobs", "0")),
        Boolean.parseBoolean(value(parameters, "everySecond", "false")));
  }

  private static String value(Map<String, List<String>> parameters, String name, String fallback) {
    return parameters.getOrDefault(name, List.of(fallback)).getFirst();
  }

  private static long cpuMs() {
    return ProcessHandle.current().info().totalCpuDuration().map(d -> d.toMillis()).orElse(-1L);
  }
}

package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.schedule.TzDatabase;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.http.Route;
import io.carillon.server.json.Times;
import io.carillon.server.metrics.MetricsHistory;
import io.carillon.server.metrics.MetricsSummary;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Shows how the server is doing; from memory alone. Thread-safe. */
final class Observability {
  private final MetricsSummary metrics;
  private final MetricsHistory history;
  private final ServerInfo info;
  private final Supplier<List<Route>> routes;

  Observability(
      MetricsSummary metrics,
      MetricsHistory history,
      ServerInfo info,
      Supplier<List<Route>> routes) {
    this.metrics = metrics;
    this.history = history;
    this.info = info;
    this.routes = routes;
  }

  Answer metrics(Request request) {
    return Answer.json(200, metrics::write);
  }

  Answer history(Request request) {
    return Answer.json(200, history::write);
  }

  Answer queue(Request request) {
    return Answer.json(200, metrics::writeQueue);
  }

  Answer info(Request request) {
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeStringField("name", "carillon");
          out.writeStringField("version", info.version());
          out.writeStringField("build", info.build());
          out.writeStringField("java", Runtime.version().toString());
          out.writeStringField("tzDatabase", TzDatabase.version());
          out.writeStringField("node", info.node());
          out.writeStringField("startedAt", Times.format(info.startedAt()));
          out.writeObjectFieldStart("limits");
          for (Map.Entry<String, Long> limit : info.limits().entrySet()) {
            out.writeNumberField(limit.getKey(), limit.getValue());
          }
          out.writeEndObject();
          out.writeArrayFieldStart("routes");
          for (Route route : routes.get()) {
            writeRoute(out, route);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void writeRoute(JsonGenerator out, Route route) throws IOException {
    out.writeStartObject();
    out.writeStringField("operation", route.spec().id());
    out.writeStringField("method", route.spec().method());
    out.writeStringField("path", route.spec().path());
    out.writeArrayFieldStart("aliases");
    for (String alias : route.aliases()) {
      out.writeString(alias);
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}

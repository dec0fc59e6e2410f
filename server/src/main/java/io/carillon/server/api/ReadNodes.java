package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.port.Node;
import io.carillon.core.port.Nodes;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.NodeJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Shows who runs: others as the store knows them, this node as it is now. Thread-safe. */
final class ReadNodes {
  private final Nodes nodes;
  private final ServerInfo info;

  ReadNodes(Nodes nodes, ServerInfo info) {
    this.nodes = nodes;
    this.info = info;
  }

  CompletionStage<Answer> list(Request request) {
    return nodes.list().thenApply(stored -> Answer.json(200, out -> write(out, withSelf(stored))));
  }

  private List<Node> withSelf(List<Node> stored) {
    List<Node> shown = new ArrayList<>();
    for (Node node : stored) {
      shown.add(node.name().equals(info.node()) ? self(node) : node);
    }
    return shown;
  }

  private Node self(Node stored) {
    return new Node(
        info.node(),
        info.version(),
        info.roles(),
        stored.term(),
        info.startedAt(),
        stored.renewedAt(),
        stored.leaseUntil(),
        stored.isAlive(),
        info.load().get());
  }

  private static void write(JsonGenerator out, List<Node> nodes) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("nodes");
    for (Node node : nodes) {
      NodeJson.write(out, node);
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}

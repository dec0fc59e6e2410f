package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.Caller;
import io.carillon.core.JobId;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.JobStore.JobVersion;
import io.carillon.core.port.Page;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.JobJson;
import io.carillon.server.json.Json;
import io.carillon.server.json.Times;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Shows what each edit of a job changed. Thread-safe. */
final class ReadVersions {
  private final Function<Caller, JobStore> jobs;

  ReadVersions(Function<Caller, JobStore> jobs) {
    this.jobs = jobs;
  }

  CompletionStage<Answer> list(Request request) {
    JobId id = Ids.job(request);
    int limit = request.parameters().integer("limit");
    JobStore store = jobs.apply(request.caller());
    return store
        .versions(id, limit, request.parameters().textOrNull("cursor"))
        .thenCompose(
            page -> {
              if (page.items().isEmpty() && request.parameters().textOrNull("cursor") == null) {
                throw Ids.unknownJob();
              }
              return before(store, id, page);
            })
        .thenApply(page -> Answer.json(200, out -> write(out, id, page)));
  }

  /** The page and the version before its last one, which that one is compared with. */
  private record Compared(Page<JobVersion> page, List<JobVersion> before) {}

  private static CompletionStage<Compared> before(JobStore jobs, JobId id, Page<JobVersion> page) {
    if (page.nextCursor() == null) {
      return CompletableFuture.completedStage(new Compared(page, List.of()));
    }
    return jobs.versions(id, 1, page.nextCursor())
        .thenApply(next -> new Compared(page, next.items()));
  }

  private static void write(JsonGenerator out, JobId id, Compared compared) throws IOException {
    List<JobVersion> versions = compared.page().items();
    out.writeStartObject();
    out.writeStringField("jobId", id.toString());
    out.writeArrayFieldStart("versions");
    for (int i = 0; i < versions.size(); i++) {
      List<JobVersion> before =
          i + 1 < versions.size() ? List.of(versions.get(i + 1)) : compared.before();
      out.writeStartObject();
      out.writeNumberField("version", versions.get(i).version());
      out.writeStringField("createdAt", Times.format(versions.get(i).createdAt()));
      out.writeArrayFieldStart("changes");
      if (!before.isEmpty()) {
        writeChanges(out, before.getFirst(), versions.get(i));
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeStringField("nextCursor", compared.page().nextCursor());
    out.writeEndObject();
  }

  private static ObjectNode tree(JobVersion version) {
    return JobJson.editable(version.definition(), version.isActive());
  }

  private static void writeChanges(JsonGenerator out, JobVersion before, JobVersion after)
      throws IOException {
    ObjectNode from = tree(before);
    // Of a changed value only that it has changed can be seen.
    boolean hasOtherHeaders =
        !before.definition().target().headers().equals(after.definition().target().headers());
    for (Map.Entry<String, JsonNode> field : tree(after).properties()) {
      JsonNode old = from.path(field.getKey());
      if (!old.equals(field.getValue())
          || (hasOtherHeaders && field.getKey().equals(JobJson.HEADERS))) {
        out.writeStartObject();
        out.writeStringField("field", field.getKey());
        writeTree(out, "from", old);
        writeTree(out, "to", field.getValue());
        out.writeEndObject();
      }
    }
  }

  private static void writeTree(JsonGenerator out, String field, JsonNode tree) throws IOException {
    out.writeFieldName(field);
    out.writeRawValue(Json.textOf(tree.isMissingNode() ? NullNode.getInstance() : tree));
  }
}

package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.server.http.Problem;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item of a request for many.
 *
 * @param jobId null when there is no job
 * @param executionId null when none was asked for
 * @param problem null when the item was granted
 */
record ItemResult(
    int status, @Nullable String jobId, @Nullable String executionId, @Nullable Problem problem) {

  static ItemResult granted(int status, String jobId) {
    return new ItemResult(status, jobId, null, null);
  }

  static ItemResult refused(@Nullable String jobId, Problem problem) {
    return new ItemResult(problem.status(), jobId, null, problem);
  }

  /**
   * Writes what became of all items, in their order.
   *
   * @param granted the name of the number of those that were granted
   */
  static void write(JsonGenerator out, String granted, List<ItemResult> results)
      throws IOException {
    long failed = results.stream().filter(result -> result.problem != null).count();
    out.writeStartObject();
    out.writeNumberField(granted, results.size() - failed);
    out.writeNumberField("failed", failed);
    out.writeArrayFieldStart("results");
    for (int i = 0; i < results.size(); i++) {
      results.get(i).write(out, i);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(JsonGenerator out, int index) throws IOException {
    out.writeStartObject();
    out.writeNumberField("index", index);
    out.writeNumberField("status", status);
    if (jobId != null) {
      out.writeStringField("jobId", jobId);
    }
    if (executionId != null) {
      out.writeStringField("executionId", executionId);
    }
    if (problem != null) {
      out.writeFieldName("problem");
      problem.write(out);
    }
    out.writeEndObject();
  }
}

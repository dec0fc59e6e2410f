package io.carillon.server.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.JobId;
import io.carillon.core.port.Page;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes one page of a list in its envelope. */
public final class PageJson {
  private PageJson() {}

  /**
   * The page as an object.
   *
   * @param job the job that the list is of, or null
   * @param name of the list, such as {@code executions}
   */
  public static <T> Json.Writing of(
      @Nullable JobId job, String name, Page<T> page, Item<? super T> item) {
    return out -> {
      out.writeStartObject();
      if (job != null) {
        out.writeStringField("jobId", job.toString());
      }
      out.writeArrayFieldStart(name);
      for (T value : page.items()) {
        item.write(out, value);
      }
      out.writeEndArray();
      out.writeStringField("nextCursor", page.nextCursor());
      out.writeEndObject();
    };
  }

  /** Writes one item. */
  @FunctionalInterface
  public interface Item<T> {
    void write(JsonGenerator out, T value) throws IOException;
  }
}

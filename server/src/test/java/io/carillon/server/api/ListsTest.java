package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of jobs: order, filters and cursors. */
class ListsTest {
  private static final int COUNT = 25;

  @TempDir static Path folder;
  private static TestServer server;
  private static Client api;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    api = server.client();
    for (int i = 0; i < COUNT; i++) {
      api.create(
          """
          {"name": "job %d", "description": "Number %d", "schedule": "@yearly", "api": "http://example.com/%d",
           "isActive": %b, "tags": ["all", "%s"]}
          """
              .formatted(i, i, i, i % 2 == 0, i < 5 ? "few" : "many"));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> names(String query) {
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.get("/jobs?" + query + cursor).expect(200).json();
      names.addAll(page.path("jobs").findValuesAsText("name"));
      cursor =
          page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asText();
    } while (!cursor.isEmpty());
    return names;
  }

  @Test
  void newestFirst() {
    assertThat(names("limit=500")).hasSize(COUNT).startsWith("job 24", "job 23").endsWith("job 0");
  }

  @Test
  void cursorsVisitEveryJobOnce() {
    assertThat(names("limit=7")).hasSize(COUNT).doesNotHaveDuplicates();
    assertThat(names("limit=1&tag=few")).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void filters() {
    assertThat(names("active=true")).hasSize(13);
    assertThat(names("active=false")).hasSize(12);
    assertThat(names("tag=few")).hasSize(5);
    assertThat(names("tag=none")).isEmpty();
    assertThat(names("name=job%203")).containsExactly("job 3");
    assertThat(names("name=job")).isEmpty();
    assertThat(names("text=NUMBER%2020")).containsExactly("job 20");
    assertThat(names("text=example.com/1")).hasSize(11);
    assertThat(names("tag=few&active=true&text=job")).containsExactly("job 4", "job 2", "job 0");
    assertThat(names("text=%25")).as("no wildcards").isEmpty();
  }
}

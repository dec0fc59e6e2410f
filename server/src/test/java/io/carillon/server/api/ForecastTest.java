package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load that is to come. */
@SuppressWarnings("NullAway.Init") // set before each test
class ForecastTest {
  private static final String FROM = "2150-03-01T00:00:00Z";

  @TempDir Path folder;
  private TestServer server;
  private Client api;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    api = server.client();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String create(String schedule, String host, String more) {
    return api.create(
        "{\"schedule\": \"%s\", \"api\": \"http://%s/x\", \"isActive\": true%s}"
            .formatted(schedule, host, more));
  }

  private JsonNode forecast(String to, int bucketMs) {
    return api.get("/forecast?from=%s&to=%s&bucketMs=%d".formatted(FROM, to, bucketMs))
        .expect(200)
        .json();
  }

  private static List<Integer> counts(JsonNode row) {
    List<Integer> counts = new ArrayList<>();
    row.path("buckets").forEach(count -> counts.add(count.asInt()));
    return counts;
  }

  @Test
  void occurrencesAreCountedInTheirBuckets() {
    create("0 * * * * ? 2150", "127.0.0.1:81", "");
    create("0 * * * * ? 2150", "127.0.0.1:81", "");
    create("30 1,3 * * * ? 2150", "127.0.0.2:82", "");
    create("@at 2150-03-01T00:02:00.700Z", "127.0.0.2:82", "");

    JsonNode found = forecast("2150-03-01T00:04:00Z", 60_000);

    assertThat(found.path("from").asText()).isEqualTo("2150-03-01T00:00:00.000Z");
    assertThat(found.path("to").asText()).isEqualTo("2150-03-01T00:04:00.000Z");
    assertThat(found.path("jobs").asInt()).isEqualTo(4);
    assertThat(found.path("isComplete").asBoolean()).isTrue();
    assertThat(counts(found)).containsExactly(2, 3, 3, 3);
    assertThat(found.path("total").asInt()).isEqualTo(11);
    JsonNode most = found.path("destinations").get(0);
    assertThat(most.path("destination").asText()).isEqualTo("http://127.0.0.1:81");
    assertThat(counts(most)).containsExactly(2, 2, 2, 2);
    assertThat(counts(found.path("destinations").get(1))).containsExactly(0, 1, 1, 1);
    assertThat(found.at("/worstSecond/at").asText()).isEqualTo("2150-03-01T00:02:00.000Z");
    assertThat(found.at("/worstSecond/count").asInt()).isEqualTo(3);
    assertThat(found.at("/worstSecond/destinations/0/count").asInt()).isEqualTo(2);
    assertThat(found.at("/worstSecond/destinations/1/count").asInt()).isEqualTo(1);
  }

  @Test
  void whatDoesNotFireDoesNotCount() {
    String paused = create("0 * * * * ? 2150", "127.0.0.1:81", "");
    api.act("/jobs/" + paused + "/pause").expect(200);
    create("0 * * * * ? 2150", "127.0.0.1:81", ", \"startAt\": \"2150-03-01T00:02:00Z\"");
    create("0 * * * * ? 2150", "127.0.0.1:81", ", \"endAt\": \"2150-03-01T00:00:30Z\"");
    create("0 * * * * ? 2150", "127.0.0.1:81", ", \"isRecurring\": false");

    JsonNode found = forecast("2150-03-01T00:04:00Z", 60_000);

    // Of the last one only its first occurrence, on the first of January, would.
    assertThat(counts(found)).containsExactly(1, 0, 1, 1);
    assertThat(found.path("jobs").asInt()).isEqualTo(3);
  }

  @Test
  void intervalsAndSpreadJobsAreEachCounted() {
    create("@every 60s", "127.0.0.1:81", "");
    create("@every 90s", "127.0.0.1:81", "");
    create("H H * * * ? 2150", "127.0.0.1:81", "");

    JsonNode found = forecast("2150-03-01T01:00:00Z", 3_600_000);

    assertThat(counts(found)).containsExactly(60 + 40 + 1);
  }

  @Test
  void manyPagesOfJobsAreRead() {
    String job = "{\"schedule\": \"* * * * * ? 2150\", \"api\": \"http://127.0.0.1:81/\"}";
    api.post(
            "/jobs/batch",
            "[" + String.join(",", IntStream.range(0, 1_201).mapToObj(_ -> job).toList()) + "]")
        .expect(200);

    JsonNode found = forecast("2150-03-01T00:00:10Z", 1_000);

    assertThat(found.path("jobs").asInt()).isEqualTo(1_201);
    assertThat(counts(found)).hasSize(10).containsOnly(1_201);
    assertThat(found.at("/worstSecond/at").asText()).isEqualTo("2150-03-01T00:00:00.000Z");
  }

  @Test
  void onlyTheDestinationsWithTheMostAreToldApart() {
    for (int port = 1; port <= 22; port++) {
      create(port == 22 ? "0/30 * * * * ? 2150" : "0 * * * * ? 2150", "127.0.0.1:" + port, "");
    }

    JsonNode found = forecast("2150-03-01T00:02:00Z", 60_000);

    assertThat(counts(found)).containsExactly(23, 23);
    assertThat(found.path("destinations")).hasSize(20);
    assertThat(found.at("/destinations/0/destination").asText()).isEqualTo("http://127.0.0.1:22");
    assertThat(counts(found.at("/destinations/0"))).containsExactly(2, 2);
    assertThat(found.at("/worstSecond/count").asInt()).isEqualTo(22);
    assertThat(found.at("/worstSecond/destinations")).hasSize(20);
  }

  @Test
  void withoutJobsThereIsNothing() {
    JsonNode found = api.get("/forecast").expect(200).json();

    assertThat(counts(found)).hasSize(60).containsOnly(0);
    assertThat(found.path("worstSecond").isNull()).isTrue();
  }

  @Test
  void tooLongOrTooFineIsRefused() {
    String path = "/forecast?from=" + FROM + "&to=";
    assertThat(api.get(path + "2150-03-02T00:00:01Z").expect(400).wrongFields())
        .containsExactly("to");
    assertThat(api.get(path + FROM).expect(400).wrongFields()).containsExactly("to");
    assertThat(api.get(path + "2150-03-01T01:00:00Z&bucketMs=1000").expect(400).wrongFields())
        .containsExactly("bucketMs");
    assertThat(api.get("/forecast?bucketMs=10").expect(400).wrongFields())
        .containsExactly("bucketMs");
  }
}

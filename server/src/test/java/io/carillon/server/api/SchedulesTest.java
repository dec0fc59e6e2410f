package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules in every form: described, previewed, and as jobs have them. */
class SchedulesTest {
  /** A Sunday on which the clocks of Berlin go forward from 02:00 to 03:00. */
  private static final String SPRING = "&timeZone=Europe/Berlin&from=2027-03-27T12:00:00Z&count=1";

  @TempDir static Path folder;
  private static TestServer server;
  private static Client api;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    api = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Reply preview(String schedule, String more) {
    String encoded = URLEncoder.encode(schedule, StandardCharsets.UTF_8);
    return api.get("/schedules/preview?schedule=" + encoded + more);
  }

  private static String job(String more) {
    return "{\"schedule\": \"0 30 2 * * *\", \"timeZone\": \"Europe/Berlin\","
        + " \"api\": \"http://example.com\""
        + more
        + "}";
  }

  @Test
  void previewsDescribeAndList() {
    JsonNode preview =
        preview(
                "31 10-15 1 * * MON-FRI",
                "&timeZone=Europe/Berlin&count=2&from=2026-01-01T00:00:00Z")
            .expect(200)
            .json();

    assertThat(preview.toString())
        .isEqualTo(
            """
            {"schedule":"31 10-15 1 * * MON-FRI","timeZone":"Europe/Berlin","dst":"RUN_ONCE",\
            "description":"at second 31 of every minute from 01:10 to 01:15, Monday to Friday",\
            "nextExecutions":[\
            {"at":"2026-01-01T00:10:31.000Z","local":"2026-01-01T01:10:31.000+01:00","dst":null},\
            {"at":"2026-01-01T00:11:31.000Z","local":"2026-01-01T01:11:31.000+01:00","dst":null}]}""");
    assertThat(preview("@hourly", "").json("nextExecutions")).hasSize(5);
    assertThat(preview("*/5 * * * *", "").json("schedule").asText()).isEqualTo("0 */5 * * * *");
  }

  @Test
  void previewsCountWhatLiesBetweenTwoInstants() {
    String year = "&timeZone=Europe/Berlin&from=2026-12-31T23:00:00Z&to=2027-12-31T23:00:00Z";
    assertThat(preview("0 30 2 * * *", year).expect(200).json("occurrenceCount").asInt())
        .isEqualTo(365);
    assertThat(preview("0 30 2 * * *", year + "&dst=SKIP").json("occurrenceCount").asInt())
        .isEqualTo(364);
    assertThat(preview("0 30 2 * * *", "").json().has("occurrenceCount")).isFalse();
  }

  @Test
  void previewsMarkWhatDaylightSavingTouches() {
    JsonNode moved = preview("0 30 2 * * *", SPRING).json("nextExecutions").get(0);
    assertThat(moved.path("dst").asText()).isEqualTo("GAP");
    assertThat(moved.path("local").asText()).isEqualTo("2027-03-28T03:00:00.000+02:00");

    JsonNode skipped = preview("0 30 2 * * *", SPRING + "&dst=SKIP").json("nextExecutions").get(0);
    assertThat(skipped.path("dst").isNull()).isTrue();
    assertThat(skipped.path("local").asText()).isEqualTo("2027-03-29T02:30:00.000+02:00");

    String autumn = "&timeZone=Europe/Berlin&from=2027-10-30T12:00:00Z&count=1";
    assertThat(preview("0 30 2 * * *", autumn).json("nextExecutions").get(0).path("dst").asText())
        .isEqualTo("OVERLAP");
  }

  @Test
  void previewsSpreadByTheJob() {
    String job = "&from=2027-01-01T00:00:00Z&count=1&jobId=019a0000-0000-7000-8000-00000000000";
    JsonNode one = preview("H H H * * *", job + "a").expect(200).json("nextExecutions");

    assertThat(preview("H H H * * *", job + "A").json("nextExecutions")).isEqualTo(one);
    assertThat(preview("H H H * * *", job + "b").json("nextExecutions")).isNotEqualTo(one);
  }

  @Test
  void everyFormOfExpressionMakesAJob() {
    for (String schedule :
        List.of(
            "0 0 0 L-2 * ?",
            "0 0 9 15W * *",
            "0 0 9 LW * *",
            "0 0 9 * * FRIL",
            "0 0 9 * * MON#1,FRI#L",
            "0 0 9 13 * +FRI",
            "0 0 12 29 2 * 2028-2040",
            "H H(0-29) H/4 * * *",
            "@every 90s",
            "@at 2199-01-01T00:00:00Z")) {
      Reply created =
          api.post("/jobs", "{\"schedule\": \"" + schedule + "\", \"api\": \"http://example.com\"}")
              .expect(201);

      assertThat(created.json("schedule").asText()).isEqualTo(schedule);
      assertThat(created.json("scheduleDescription").asText()).isNotEmpty();
      assertThat(created.json("nextExecutionTime").asText()).isNotEmpty();
    }
  }

  @Test
  void aJobHasItsOwnSpread() {
    String spread = "{\"schedule\": \"H H H H * *\", \"api\": \"http://example.com\"}";
    String id = api.create(spread);
    JsonNode own = api.get("/jobs/" + id + "/schedule?count=1").json("nextExecutions");

    assertThat(preview("H H H H * *", "&count=1&jobId=" + id).json("nextExecutions"))
        .isEqualTo(own);
    assertThat(api.get("/jobs/" + api.create(spread)).json("nextExecutionTime"))
        .isNotEqualTo(api.get("/jobs/" + id).json("nextExecutionTime"));
  }

  @Test
  void aJobSaysWhatHappensWhenTheClockLeavesItsTimeOut() {
    Reply usual = api.post("/jobs", job("")).expect(201);
    assertThat(usual.json("dst").asText()).isEqualTo("RUN_ONCE");

    String id = api.create(job(", \"dst\": \"SKIP\""));
    assertThat(api.get("/jobs/" + id).json("dst").asText()).isEqualTo("SKIP");

    api.patch("/jobs/" + id, "{\"dst\": \"RUN_ONCE\"}").expect(200);
    assertThat(api.get("/jobs/" + id).json("dst").asText()).isEqualTo("RUN_ONCE");
    JsonNode change = api.get("/jobs/" + id + "/versions").json("versions").get(0).path("changes");
    assertThat(change.toString())
        .isEqualTo("[{\"field\":\"dst\",\"from\":\"SKIP\",\"to\":\"RUN_ONCE\"}]");

    Reply refused = api.post("/jobs", job(", \"dst\": \"TWICE\""));
    refused.expectProblem(400, "invalid-request");
    assertThat(refused.messageOf("dst")).isEqualTo("must be one of RUN_ONCE, SKIP");
  }

  @Test
  void aWrongExpressionIsPointedAt() {
    Reply refused =
        api.post("/jobs", "{\"schedule\": \"0 0 9 ? * MON-FRY\", \"api\": \"http://example.com\"}");

    refused.expectProblem(400, "invalid-request");
    assertThat(refused.messageOf("schedule"))
        .startsWith("day-of-week, position 15:")
        .contains("did you mean FRI?");
  }
}

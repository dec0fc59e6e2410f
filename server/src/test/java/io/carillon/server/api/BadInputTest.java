package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong requests are refused with every wrong field named, and nothing is stored. */
class BadInputTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static Client api;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    api = server.client();
  }

  @AfterAll
  static void stopAndCheckThatNothingWasStored() {
    try {
      assertThat(api.get("/jobs").json("jobs")).isEmpty();
    } finally {
      server.close();
    }
  }

  /** A valid job with one field replaced. */
  private static Reply create(String field, String value) {
    String schedule = field.equals("schedule") ? value : "\"@daily\"";
    String url = field.equals("api") ? value : "\"http://example.com\"";
    String other =
        field.equals("schedule") || field.equals("api") ? "" : ", \"" + field + "\": " + value;
    return api.post("/jobs", "{\"schedule\": " + schedule + ", \"api\": " + url + other + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "schedule | 5 | must be a string",
        "schedule | null | must be a string",
        "schedule | \"\" | must have 1 to 512 characters",
        "schedule | \"* * *\" | fields",
        "schedule | \"99 * * * * *\" | second",
        "schedule | \"*/0 * * * * *\" | step",
        "schedule | \"0 0 0 30 2 *\" | never fires",
        "schedule | \"@sometimes\" | @",
        "schedule | \"@every 0s\" | @every",
        "schedule | \"@at 2020-01-01T00:00:00Z\" | never fire",
        "api | \"ftp://example.com/x\" | http",
        "api | \"/relative\" | http",
        "api | \"example.com\" | http",
        "api | \"http://\" | URL",
        "api | \"http://user:pass@example.com\" | user info",
        "api | \"http://exa mple.com\" | URL",
        "api | \"http://my_service:8080/x\" | must name a host without an underscore",
        "api | \"http://example.com/a b\" | Illegal character in path at index 20",
        "api | \"http://example.com/%zz\" | Malformed escape pair at index 19",
        "api | \"http://example.com:99999\" | port",
        "api | \"http://169.254.169.254/latest\" | metadata",
        "api | \"javascript:alert(1)\" | http",
        "api | {} | must be a string",
        "name | \" \" | not all blank",
        "name | \"a\\u0000b\" | control characters",
        "name | \"a\\ud800b\" | half a character",
        "name | 7 | must be a string or null",
        "method | \"TRACE\" | must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
        "method | \"post\" | must be one of",
        "headers | [] | must be an object",
        "timeoutMs | -1 | must be 1 to 900000",
        "timeoutMs | 900001 | must be 1 to 900000",
        "timeoutMs | 1.5 | must be an integer",
        "timeoutMs | 1e400 | must be 1 to 900000",
        "timeoutMs | \"5\" | must be an integer",
        "type | \"EXACTLY_ONCE\" | must be one of ATLEAST_ONCE, ATMOST_ONCE, AT_LEAST_ONCE, AT_MOST_ONCE",
        "misfire | \"NEVER\" | must be one of FIRE_ONCE, FIRE_ALL, SKIP",
        "overlap | \"MAYBE\" | must be one of ALLOW, SKIP, QUEUE_ONE",
        "isRecurring | \"yes\" | must be a boolean",
        "isActive | 1 | must be a boolean",
        "maxRetryCount | -1 | must be 0 to 100",
        "maxRetryCount | 101 | must be 0 to 100",
        "catchUpWindowMs | -1 | must be 0 to 604800000",
        "startDeadlineMs | 0 | must be 1 to 86400000",
        "startAt | \"tomorrow\" | ISO-8601",
        "startAt | \"2027-01-01T00:00:00\" | ISO-8601",
        "endAt | \"2020-01-01T00:00:00Z\" | never fire",
        "tags | [\"\"] | must have 1 to 64 characters",
        "tags | \"a\" | must be an array",
        "timeZone | \"Mars/Olympus\" | time zone",
        "alertWebhook | \"mailto:a@b\" | http",
        "dst | \"TWICE\" | must be one of RUN_ONCE, SKIP",
        "scheduleDescription | \"x\" | is not a known field",
        "foo | 1 | is not a known field",
        "id | \"x\" | is not a known field",
      })
  void namesTheWrongField(String field, String value, String message) {
    Reply reply = create(field, value).expectProblem(400, "invalid-request");

    assertThat(reply.text()).contains(message);
    assertThat(reply.wrongFields())
        .hasSize(1)
        .first()
        .satisfiesAnyOf(
            wrong -> assertThat(wrong).startsWith(field),
            wrong -> assertThat(wrong).as("the schedule has no occurrence").isEqualTo("schedule"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void refusesABodyThatIsNotSent(String method) {
    Reply reply =
        api.post(
                "/jobs",
                """
                {"schedule": "@daily", "api": "http://example.com", "method": "%s", "body": {"a": 1}}
                """
                    .formatted(method))
            .expectProblem(400, "invalid-request");

    assertThat(reply.wrongFields()).containsExactly("body");
    assertThat(reply.messageOf("body")).isEqualTo("is not sent with " + method);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Host\": \"x\"} | headers.Host",
        "{\"Content-Length\": \"1\"} | headers.Content-Length",
        "{\"proxy-x\": \"1\"} | headers.proxy-x",
        "{\"Carillon-Job-Id\": \"1\"} | headers.Carillon-Job-Id",
        "{\"X-A\": \"a\\r\\nB: c\"} | headers.X-A",
        "{\"X-A\": 5} | headers.X-A",
        "{\"bad name\": \"x\"} | headers",
      })
  void refusesHeadersThatSteerTheConnection(String headers, String field) {
    assertThat(create("headers", headers).expectProblem(400, "invalid-request").wrongFields())
        .containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"X-A\": \" a\"} | headers.X-A | must not begin or end with a blank",
        "{\"X-A\": \"a\\t\"} | headers.X-A | must not begin or end with a blank",
        "{\"X-A\": \" \"} | headers.X-A | must not begin or end with a blank",
        "{\"content-type\": \"a\", \"Content-Type\": \"b\"} | headers.Content-Type | is given twice",
      })
  void refusesHeadersThatACallCannotCarry(String headers, String field, String message) {
    Reply reply = create("headers", headers).expectProblem(400, "invalid-request");

    assertThat(reply.wrongFields()).containsExactly(field);
    assertThat(reply.messageOf(field)).isEqualTo(message);
  }

  @Test
  void namesAllWrongFieldsAtOnce() {
    Reply reply =
        api.post(
                "/jobs",
                """
                {"schedule": "x", "api": "ftp://a", "type": "A", "timeoutMs": 0, "retry": {"jitter": 2, "x": 1},
                 "headers": {"Host": "a", "Upgrade": "b"}, "timeZone": "X", "startAt": "y", "zzz": null,
                 "maxRetryCount": "3", "tags": [1]}
                """)
            .expectProblem(400, "invalid-request");

    assertThat(reply.wrongFields())
        .containsExactlyInAnyOrder(
            "schedule",
            "api",
            "type",
            "timeoutMs",
            "retry.jitter",
            "retry.x",
            "headers.Host",
            "headers.Upgrade",
            "timeZone",
            "startAt",
            "zzz",
            "maxRetryCount",
            "tags[0]");
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(api.post("/jobs", "{}").expectProblem(400, "invalid-request").wrongFields())
        .containsExactlyInAnyOrder("schedule", "api");
    assertThat(api.post("/jobs", "{\"api\": \"ftp://x\"}").wrongFields())
        .containsExactlyInAnyOrder("schedule", "api");
  }

  @Test
  void aTestNeedsNoSchedule() {
    assertThat(
            api.post("/jobs/test", "{\"api\": \"http://example.com\", \"timeoutMs\": 0}")
                .expectProblem(400, "invalid-request")
                .wrongFields())
        .containsExactly("timeoutMs");
  }

  @Test
  void comparesFieldsWithEachOther() {
    Reply reply =
        api.post(
            "/jobs",
            """
            {"schedule": "@daily", "api": "http://example.com", "retry": {"initialDelayMs": 10, "maxDelayMs": 5},
             "startAt": "2028-01-01T00:00:00Z", "endAt": "2027-01-01T00:00:00Z"}
            """);

    assertThat(reply.expectProblem(400, "invalid-request").wrongFields())
        .containsExactlyInAnyOrder("retry.maxDelayMs", "endAt");
  }

  @Test
  void refusesANameOfAMegabyte() {
    Reply reply = create("name", "\"" + "n".repeat(1 << 20) + "\"");

    assertThat(reply.expectProblem(400, "invalid-request").messageOf("name"))
        .isEqualTo("must have 1 to 200 characters");
    assertThat(reply.text()).hasSizeLessThan(1_000);
  }

  @Test
  void doesNotEchoLongFieldNames() {
    Reply reply = create("k".repeat(40_000), "1").expectProblem(400, "invalid-request");

    assertThat(reply.text()).hasSizeLessThan(1_000);
  }

  @Test
  void namesABoundedNumberOfFields() {
    StringBuilder json = new StringBuilder("{\"schedule\": 1");
    for (int i = 0; i < 1_000; i++) {
      json.append(", \"f").append(i).append("\": 1");
    }

    assertThat(api.post("/jobs", json + "}").expectProblem(400, "invalid-request").wrongFields())
        .hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "{\"schedule\": \"@daily\",}",
        "{'schedule': 1}",
        "nonsense",
        "{\"schedule\": \"@daily\"} trailing",
        "{\"schedule\": \"@daily\"} []",
        "{\"schedule\": \"@daily\", \"schedule\": \"@hourly\"}",
        "{\"timeoutMs\": 01}",
        "{\"timeoutMs\": NaN}",
        "{\"timeoutMs\": 1e99999999999}",
        "// comment\n{}",
      })
  void refusesMalformedJson(String body) {
    Reply reply = api.post("/jobs", body).expectProblem(400, "malformed-json");

    assertThat(reply.json("detail").asText())
        .isNotEmpty()
        .doesNotContain("fasterxml", "Feature", "ObjectNode");
  }

  @Test
  void namesTheFieldThatStandsTwice() {
    String name = "k".repeat(40_000);
    Reply reply = api.post("/jobs", "{\"a\": 1, \"a\": 2}").expectProblem(400, "malformed-json");
    Reply longer = api.post("/jobs", "{\"%s\": 1, \"%s\": 2}".formatted(name, name));

    assertThat(reply.json("detail").asText()).isEqualTo("Duplicate field 'a', line 1 column 15");
    assertThat(longer.expectProblem(400, "malformed-json").text()).hasSizeLessThan(1_000);
  }

  @Test
  void refusesDeepNestingAndLongNumbers() {
    create("body", "[".repeat(65) + "]".repeat(65)).expectProblem(400, "malformed-json");
    create("body", "[".repeat(100_000)).expectProblem(400, "malformed-json");
    create("body", "9".repeat(200)).expectProblem(400, "malformed-json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "5", "null", "true"})
  void refusesJsonThatIsNoObject(String body) {
    assertThat(api.post("/jobs", body).expectProblem(400, "invalid-request").messageOf("body"))
        .isEqualTo("must be an object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/jobs?limit=0 | limit | must be 1 to 500",
        "/jobs?limit=501 | limit | must be 1 to 500",
        "/jobs?limit=-1 | limit | must be 1 to 500",
        "/jobs?limit=x | limit | must be an integer",
        "/jobs?limit= | limit | must be an integer",
        "/jobs?limit=1&limit=2 | limit | is given more than once",
        "/jobs?active=yes | active | must be true or false",
        "/jobs?limt=5 | limt | is not a known query parameter",
        "/jobs?cursor=!! | cursor | list",
        "/jobs?cursor= | cursor | must have 1 to 512 characters",
        "/executions?limit=0 | limit | must be 1 to 500",
        "/executions?status=DONE | status[0] | must be one of PENDING, RUNNING",
        "/executions?status= | status[0] | must be one of",
        "/executions?from=yesterday | from | ISO-8601",
        "/executions?to=2027-01-01T00:00:00+01:00 | to | %2B",
        "/executions?cursor=abc | cursor | list",
        "/executions/recent?limit=1000 | limit | must be 1 to 500",
        "/alerts?limit=-5 | limit | must be 1 to 500",
        "/schedules/preview | schedule | is required",
        "/schedules/preview?schedule=x | schedule | field",
        "/schedules/preview?schedule=@daily&timeZone=X | timeZone | time zone",
        "/schedules/preview?schedule=@daily&jobId=x | jobId | must be a UUID",
        "/schedules/preview?schedule=@daily&jobId=1-1-1-1-1 | jobId | must be a UUID",
        "/schedules/preview?schedule=@daily&count=101 | count | must be 1 to 100",
        "/schedules/preview?schedule=@daily&dst=TWICE | dst | must be one of RUN_ONCE, SKIP",
      })
  void refusesWrongParameters(String path, String field, String message) {
    Reply reply = api.get(path).expectProblem(400, "invalid-request");

    assertThat(reply.wrongFields()).containsExactly(field);
    assertThat(reply.messageOf(field)).contains(message);
  }

  @Test
  void reportsParametersAndBodyTogether() {
    Reply reply =
        api.post(
            "/jobs?dry=1",
            "{\"schedule\": \"@daily\", \"api\": 5}",
            "Idempotency-Key",
            "k".repeat(256));

    assertThat(reply.expectProblem(400, "invalid-request").wrongFields())
        .containsExactlyInAnyOrder("dry", "Idempotency-Key", "api");
  }
}

package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata services are out of reach in every spelling and through every door. */
class EgressApiTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static Client api;
  private static String job;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    api = server.client();
    job = api.createQuiet("http://127.0.0.1:1/");
  }

  @AfterAll
  static void stopAndCheckThatNothingWasStored() {
    try {
      assertThat(api.get("/jobs").json("jobs")).hasSize(1);
      assertThat(api.get("/jobs/" + job).json("version").asInt()).isEqualTo(1);
    } finally {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.169.254.",
        "2852039166",
        "0xa9fea9fe",
        "0XA9FEA9FE",
        "0251.0376.0251.0376",
        "169.254.43518",
        "169.16689662",
        "169.0xfe.0251.254",
        "[::ffff:a9fe:a9fe]",
        "[::FFFF:169.254.169.254]",
        "[::a9fe:a9fe]",
        "[::ffff:0:a9fe:a9fe]",
        "[64:ff9b::a9fe:a9fe]",
        "[2002:a9fe:a9fe::]",
        "[2001:0:a9fe:a9fe::]",
        "[2001:0:808:808::5601:5601]",
        "[fe80::5efe:a9fe:a9fe]",
        "[fd00:ec2::254]",
        "[fd00:ec2:0:0::0254]",
        "[fd20:ce::254]",
        "[fe80::a9fe:a9fe%25eth0]",
        "100.100.100.200",
        "168.63.129.16",
        "1\uFF16\uFF19.254.169.254",
        "169\u3002254\u3002169\u3002254",
        "169%2e254%2e169%2e254",
        "a@169.254.169.254",
        "example.com@169.254.169.254",
        "169.254.169.254\\\\@example.com"
      })
  void metadataIsRefusedHoweverItIsSpelled(String host) {
    String url = "\"http://" + host + "/latest/meta-data/\"";
    String target = "{\"schedule\": \"@at 2160-01-01T00:00:00Z\", \"api\": " + url + "}";
    String webhook =
        "{\"schedule\": \"@at 2160-01-01T00:00:00Z\", \"api\": \"http://127.0.0.1:1/\","
            + " \"alertWebhook\": "
            + url
            + "}";

    refused(api.post("/jobs", target), "api");
    refused(api.put("/jobs/" + job, target), "api");
    refused(api.patch("/jobs/" + job, "{\"api\": " + url + "}"), "api");
    refused(api.post("/jobs/test", "{\"api\": " + url + "}"), "api");
    refused(api.post("/jobs", webhook), "alertWebhook");
    refused(api.patch("/jobs/" + job, "{\"alertWebhook\": " + url + "}"), "alertWebhook");
  }

  private static void refused(Reply reply, String field) {
    assertThat(reply.expectProblem(400, "invalid-request").wrongFields()).containsExactly(field);
  }
}

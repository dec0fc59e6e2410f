package io.carillon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.carillon.core.Alert;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.HeaderRules;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import io.carillon.core.port.Idempotency;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.json.AlertJson;
import io.carillon.server.json.Violations;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The contract is valid, and its limits are the core's. */
class ContractTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void isValidOpenApi() {
    Vertx vertx = Vertx.vertx();
    try {
      JsonObject json = new JsonObject(new String(CONTRACT.json(), StandardCharsets.UTF_8));

      SchemaRepository schemas =
          OpenAPIVersion.V3_1.getRepository(vertx, "https://carillon.test").await();
      OutputUnit judged = OpenAPIVersion.V3_1.validateContract(vertx, schemas, json).await();

      assertThat(judged.getValid()).as(judged.toJson().encodePrettily()).isTrue();
      json.remove("info");
      OutputUnit wrong = OpenAPIVersion.V3_1.validateContract(vertx, schemas, json).await();
      assertThat(wrong.getValid()).as("the judge judges").isFalse();
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void theJsonThatTheBuildWroteIsTheYaml() throws IOException {
    assertThat(CONTRACT.document()).isEqualTo(new YAMLMapper().readTree(CONTRACT.yaml()));
  }

  private static JsonNode field(String name) {
    return CONTRACT.document().at("/components/schemas/JobFields/properties/" + name);
  }

  @Test
  void itsLimitsAreTheCores() {
    assertThat(field("name").path("maxLength").asInt()).isEqualTo(JobDefinition.NAME_CHARS_MAX);
    assertThat(field("description").path("maxLength").asInt())
        .isEqualTo(JobDefinition.DESCRIPTION_CHARS_MAX);
    assertThat(field("tags").path("maxItems").asInt()).isEqualTo(JobDefinition.TAGS_MAX);
    assertThat(field("tags").path("items").path("maxLength").asInt())
        .isEqualTo(JobDefinition.TAG_CHARS_MAX);
    assertThat(field("timeoutMs").path("maximum").asLong()).isEqualTo(JobDefinition.TIMEOUT_MS_MAX);
    assertThat(field("timeoutMs").path("default").asLong())
        .isEqualTo(JobDefinition.TIMEOUT_MS_DEFAULT);
    assertThat(field("catchUpWindowMs").path("maximum").asLong())
        .isEqualTo(JobDefinition.CATCH_UP_WINDOW_MS_MAX);
    assertThat(field("startDeadlineMs").path("maximum").asLong())
        .isEqualTo(JobDefinition.START_DEADLINE_MS_MAX);
    assertThat(field("api").path("maxLength").asInt()).isEqualTo(Target.URL_CHARS_MAX);
    assertThat(field("headers").path("maxProperties").asInt()).isEqualTo(HeaderRules.COUNT_MAX);
    assertThat(field("maxRetryCount").path("maximum").asInt())
        .isEqualTo(RetryPolicy.RETRY_COUNT_MAX);
    JsonNode retry = CONTRACT.document().at("/components/schemas/Retry/properties");
    assertThat(retry.at("/initialDelayMs/maximum").asLong()).isEqualTo(RetryPolicy.DELAY_MS_MAX);
    assertThat(retry.at("/maxDelayMs/default").asLong())
        .isEqualTo(RetryPolicy.DEFAULT.maxDelayMs());
    assertThat(retry.at("/jitter/default").asDouble()).isEqualTo(RetryPolicy.DEFAULT.jitter());
    assertThat(
            CONTRACT
                .document()
                .at("/components/parameters/IdempotencyKey/schema/maxLength")
                .asInt())
        .isEqualTo(Idempotency.KEY_CHARS_MAX);
  }

  @Test
  void itsExamplesAreWhatTheyAreExamplesOf() {
    List<String> checked = new ArrayList<>();
    for (OperationSpec operation : CONTRACT.operations()) {
      JsonNode content =
          CONTRACT
              .document()
              .path("paths")
              .path(operation.path())
              .path(operation.method().toLowerCase(Locale.ROOT))
              .path("requestBody")
              .path("content");
      operation
          .bodies()
          .forEach(
              (type, shape) ->
                  content
                      .path(type)
                      .path("examples")
                      .forEach(
                          example -> check(shape, example.path("value"), operation.id(), checked)));
    }
    assertThat(checked).hasSizeGreaterThan(8);
    checkExamples(CONTRACT.document().path("components"), "", checked);
    assertThat(checked).hasSizeGreaterThan(60);
  }

  private static void checkExamples(JsonNode node, String place, List<String> checked) {
    if (node.path("examples").isArray() && (node.has("type") || node.has("$ref"))) {
      Shape shape = new ShapeCompiler(CONTRACT.document()).compile(node);
      node.path("examples").forEach(example -> check(shape, example, place, checked));
    }
    node.properties()
        .forEach(child -> checkExamples(child.getValue(), place + "/" + child.getKey(), checked));
  }

  private static void check(Shape shape, JsonNode example, String place, List<String> checked) {
    Violations violations = new Violations();
    shape.check(example, violations);
    assertThat(violations.list()).as(place + " " + example).isEmpty();
    checked.add(place);
  }

  @Test
  void theMessageOfAnAlertIsAsItSays() throws IOException {
    Instant at = Instant.ofEpochMilli(1);
    for (Alert.Kind kind : Alert.Kind.values()) {
      Alert alert =
          new Alert(
              17, kind, 0, JobId.create(1), null, new ExecutionId(1), null, 4, at, at, null, null);
      JsonNode message = new JsonMapper().readTree(AlertJson.forWebhook(alert));
      List<String> fields = new ArrayList<>();
      message.fieldNames().forEachRemaining(fields::add);
      JsonNode schema = CONTRACT.document().at("/components/schemas/AlertMessage");
      assertThat(texts(schema.path("required"))).containsExactlyElementsOf(fields);
      check(
          new ShapeCompiler(CONTRACT.document()).compile(schema),
          message,
          kind.name(),
          new ArrayList<>());
    }
    assertThat(CONTRACT.document().at("/webhooks/alert/post/requestBody/content").toString())
        .contains("schemas/AlertMessage");
  }

  @Test
  void itNamesEveryCodeAndState() {
    assertThat(texts(CONTRACT.document().at("/components/schemas/Problem/properties/code/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::text).toList());
    assertThat(texts(CONTRACT.document().at("/components/schemas/ExecutionStatus/enum")))
        .containsExactlyElementsOf(Arrays.stream(ExecutionState.values()).map(Enum::name).toList());
  }

  @Test
  void replacementsAndPatchesHaveEveryFieldOfAJob() {
    List<String> editable = names("JobFields");
    assertThat(names("JobReplacement")).containsAll(editable).containsAll(names("Job"));
    assertThat(names("Job")).containsAll(editable);
    assertThat(texts(CONTRACT.document().at("/components/schemas/JobPatch/propertyNames/enum")))
        .containsExactlyInAnyOrderElementsOf(names("JobReplacement"));
  }

  private static List<String> names(String schema) {
    List<String> names = new ArrayList<>();
    CONTRACT
        .document()
        .at("/components/schemas/" + schema + "/properties")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}

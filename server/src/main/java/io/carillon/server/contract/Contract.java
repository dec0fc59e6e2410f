package io.carillon.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.core.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The OpenAPI contract: the source of every route, parameter and body. Immutable. */
public final class Contract {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final byte[] yaml;
  private final byte[] json;
  private final JsonNode document;
  private final ShapeCompiler compiler;
  private final Map<String, OperationSpec> operations = new LinkedHashMap<>();

  private Contract(byte[] yaml, byte[] json) throws IOException {
    this.yaml = yaml;
    this.json = json;
    this.document = new JsonMapper().readTree(json);
    this.compiler = new ShapeCompiler(document);
    document.path("paths").properties().forEach(path -> readPath(path.getKey(), path.getValue()));
  }

  /** Reads {@code openapi.yaml} as the build wrote it in JSON; throws when it is wrong. */
  public static Contract load() {
    try {
      return new Contract(read("openapi.yaml"), read("openapi.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = Contract.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return in.readAllBytes();
    }
  }

  private void readPath(String path, JsonNode item) {
    item.properties().stream()
        .filter(method -> METHODS.contains(method.getKey()))
        .forEach(method -> readOperation(method.getKey(), path, item, method.getValue()));
  }

  private void readOperation(String method, String path, JsonNode item, JsonNode operation) {
    List<ParameterSpec> parameters = new ArrayList<>();
    item.path("parameters").forEach(parameter -> parameters.add(parameter(parameter)));
    operation.path("parameters").forEach(parameter -> parameters.add(parameter(parameter)));
    Map<String, Shape> bodies = new HashMap<>();
    operation.path("requestBody").path("content").properties().stream()
        .forEach(
            body -> bodies.put(body.getKey(), compiler.compile(body.getValue().path("schema"))));
    List<String> aliases = new ArrayList<>();
    operation.path("x-aliases").forEach(alias -> aliases.add(alias.textValue()));
    String id = operation.path("operationId").textValue();
    operations.put(
        id,
        new OperationSpec(
            id,
            method.toUpperCase(Locale.ROOT),
            path,
            List.copyOf(aliases),
            List.copyOf(parameters),
            Map.copyOf(bodies),
            scope(id, operation.get("security")),
            operation.path("x-installation").asBoolean()));
  }

  /**
   * An empty list needs none; to say nothing is an error, so that no operation is open by mistake.
   */
  private static Optional<Scope> scope(String id, @Nullable JsonNode security) {
    if (security == null) {
      throw new IllegalStateException("the contract does not say who may call " + id);
    }
    Set<String> named = new HashSet<>();
    for (JsonNode alternative : security) {
      alternative.forEach(scopes -> scopes.forEach(scope -> named.add(scope.textValue())));
    }
    if (named.size() != (security.isEmpty() ? 0 : 1)) {
      throw new IllegalStateException("the contract has not one scope for " + id + ": " + named);
    }
    return named.stream().findAny().map(Scope::of);
  }

  private ParameterSpec parameter(JsonNode given) {
    JsonNode node = given.has("$ref") ? compiler.resolve(given.path("$ref").textValue()) : given;
    JsonNode schema = node.path("schema");
    return new ParameterSpec(
        node.path("name").textValue(),
        node.path("in").textValue(),
        node.path("required").asBoolean(),
        ParameterSpec.Kind.of(schema),
        schema.get("default"),
        compiler.compile(schema));
  }

  /** In the order of the file. */
  public Collection<OperationSpec> operations() {
    return List.copyOf(operations.values());
  }

  /** The named operation; throws when there is none. */
  public OperationSpec operation(String id) {
    OperationSpec operation = operations.get(id);
    if (operation == null) {
      throw new IllegalStateException("the contract has no operation " + id);
    }
    return operation;
  }

  /** The shape of {@code #/components/schemas/<name>}. */
  public Shape schema(String name) {
    return compiler.reference("#/components/schemas/" + name);
  }

  public byte[] yaml() {
    return yaml.clone();
  }

  public byte[] json() {
    return json.clone();
  }

  /** The contract as a tree; not to be changed. */
  public JsonNode document() {
    return document;
  }
}

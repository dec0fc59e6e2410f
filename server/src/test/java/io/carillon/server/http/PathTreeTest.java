package io.carillon.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.server.contract.OperationSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PathTreeTest {
  private final PathTree tree = new PathTree();

  private void add(String method, String path) {
    OperationSpec spec =
        new OperationSpec(
            method + path, method, path, List.of(), List.of(), Map.of(), Optional.empty(), false);
    Handler.Operation handler = _ -> CompletableFuture.completedStage(Answer.noContent());
    tree.add(path, new Route(spec, List.of(), handler, (_, _) -> {}));
  }

  private String find(String method, String path) {
    PathTree.Found found = tree.find(path);
    if (found == null) {
      return "nothing";
    }
    PathTree.Target target = found.target(method);
    return target == null
        ? "methods " + found.methods()
        : target.route().spec().id() + " " + target.parameterNames() + found.values();
  }

  @Test
  void finds() {
    add("GET", "/jobs");
    add("POST", "/jobs");
    add("GET", "/jobs/{id}");
    add("POST", "/jobs/batch");
    add("GET", "/jobs/{id}/alerts");

    assertThat(find("GET", "/jobs")).isEqualTo("GET/jobs [][]");
    assertThat(find("HEAD", "/jobs")).isEqualTo("GET/jobs [][]");
    assertThat(find("PUT", "/jobs")).isEqualTo("methods [GET, HEAD, POST]");
    assertThat(find("GET", "/jobs/7")).isEqualTo("GET/jobs/{id} [id][7]");
    assertThat(find("POST", "/jobs/batch")).isEqualTo("POST/jobs/batch [][]");
    assertThat(find("GET", "/jobs/batch")).as("literal first").isEqualTo("methods [POST]");
    assertThat(find("GET", "/jobs/7/alerts")).isEqualTo("GET/jobs/{id}/alerts [id][7]");
    assertThat(
            List.of(
                "",
                "/",
                "/job",
                "/jobs/",
                "/jobs/7/",
                "//",
                "/jobs//alerts",
                "/jobs/7/alerts/8",
                "x"))
        .allSatisfy(path -> assertThat(find("GET", path)).isEqualTo("nothing"));
  }

  @Test
  void refusesTwoRoutesForOnePlace() {
    add("GET", "/jobs/{id}");

    assertThatThrownBy(() -> add("GET", "/jobs/{name}")).isInstanceOf(IllegalStateException.class);
    assertThat(Objects.requireNonNull(tree.find("/jobs/1")).byMethod()).hasSize(1);
  }
}

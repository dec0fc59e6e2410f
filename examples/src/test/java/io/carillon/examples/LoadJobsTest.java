package io.carillon.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadJobsTest {
  private static final Path SAMPLES = Path.of("jobs.yaml");

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void loadingTwiceChangesNothing() throws Exception {
    List<ObjectNode> jobs = JobFile.read(SAMPLES);
    try (FakeCarillon server = new FakeCarillon();
        CarillonClient client = server.client()) {
      LoadJobs loader = new LoadJobs(client, said::add);
      assertThat(loader.load(jobs)).isTrue();
      assertThat(said).hasSize(jobs.size()).allMatch(line -> line.startsWith("created "));
      said.clear();
      assertThat(loader.load(jobs)).isTrue();
      assertThat(said).hasSize(jobs.size()).allMatch(line -> line.startsWith("exists "));
      assertThat(server.creations).hasValue(jobs.size());
    }
  }

  @Test
  void theFoundingExampleIsAmongTheSamplesAsItStands() throws Exception {
    assertThat(JobFile.read(SAMPLES))
        .hasSize(6)
        .anySatisfy(
            job -> {
              assertThat(job.get("schedule").asText()).isEqualTo("31 10-15 1 * * MON-FRI");
              assertThat(job.get("api").asText()).isEqualTo("https://localhost:4444/foo");
              assertThat(job.get("type").asText()).isEqualTo("ATLEAST_ONCE");
            });
  }

  @Test
  void aRefusedJobDoesNotStopTheOthers() throws Exception {
    List<ObjectNode> jobs =
        JobFile.read(
            file(
                """
                - {name: wrong, schedule: never}
                - {name: right & proper, schedule: "* * * * * *"}
                """));
    try (FakeCarillon server = new FakeCarillon();
        CarillonClient client = server.client()) {
      assertThat(new LoadJobs(client, said::add).load(jobs)).isFalse();
      assertThat(said.get(0)).startsWith("refused ").contains("400", "schedule.syntax");
      assertThat(said.get(1)).startsWith("created ");
      assertThat(server.jobs).containsOnlyKeys("right & proper");
      assertThat(client.findJobId("right & proper")).hasValue("id of right & proper");
    }
  }

  @Test
  void namesAreNeededAndUnique() {
    assertThatThrownBy(() -> JobFile.read(file("- {schedule: x}")))
        .hasMessageEndingWith("job 1 has no name");
    assertThatThrownBy(() -> JobFile.read(file("- {name: a}\n- {name: a}")))
        .hasMessageEndingWith("two jobs are named 'a'");
    assertThatThrownBy(() -> JobFile.read(file("name: a")))
        .hasMessageEndingWith("a list of jobs is expected");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("jobs.yaml"), text);
  }
}

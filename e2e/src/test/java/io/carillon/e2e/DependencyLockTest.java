package io.carillon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a build is refused, and so that the check of {@code dependencies.lock} is in it at all. */
class DependencyLockTest {
  private static final Path LOCK = DeployFiles.ROOT.resolve("dependencies.lock");
  private static final String REPLACED = "org.junit:junit-bom:pom:";
  private static final String ADDED = "io.netty:netty-bom:pom:";

  @TempDir Path folder;

  @Test
  void refusesWhatWasReplacedAndWhatWasAdded() throws Exception {
    List<String> lines =
        Files.readAllLines(LOCK).stream()
            .filter(line -> !line.contains(ADDED))
            .map(line -> line.contains(REPLACED) ? "0".repeat(64) + line.substring(64) : line)
            .toList();
    Path other = Files.write(folder.resolve("dependencies.lock"), lines);
    Process maven =
        new ProcessBuilder(
                "sh",
                DeployFiles.ROOT.resolve("scripts/maven.sh").toString(),
                "--offline",
                "--non-recursive",
                "-Dcarillon.lock.file=" + other,
                "validate")
            .redirectErrorStream(true)
            .start();
    String output = new String(maven.getInputStream().readAllBytes(), UTF_8);
    assertThat(maven.waitFor()).as(output).isEqualTo(1);
    assertThat(output)
        .containsPattern(
            "ERROR]   " + REPLACED + "\\S+ has the checksum \\w{64} and should have 0{64}")
        .containsPattern("ERROR]   " + ADDED + "\\S+ is not in it")
        .doesNotContainPattern("ERROR]   (?!" + REPLACED + "|" + ADDED + ")");
  }
}

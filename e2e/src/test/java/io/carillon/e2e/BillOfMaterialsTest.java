package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is said of the jars that are shipped against the jars. Maven makes no bill with {@code
 * --offline}; {@code make test} fails where there is none.
 */
class BillOfMaterialsTest {
  private static final Path SHIPPED = DeployFiles.ROOT.resolve("server/target/carillon");
  private static final String OWN_GROUP = "io.carillon";

  private static JsonNode bill;

  @BeforeAll
  static void read() throws IOException {
    Path file = SHIPPED.resolve("carillon.cdx.json");
    assumeThat(file).exists();
    bill = new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void isCycloneDxOfTheServer() {
    assertThat(bill.at("/bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.at("/specVersion").asText()).isEqualTo("1.6");
    assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("carillon-server");
  }

  @Test
  void hasTheChecksumOfEachJarAndOfNothingElse() throws Exception {
    List<String> listed = new ArrayList<>();
    for (JsonNode component : bill.get("components")) {
      for (JsonNode hash : component.get("hashes")) {
        if (hash.get("alg").asText().equals("SHA-256")) {
          listed.add(hash.get("content").asText());
        }
      }
    }
    List<String> shipped = new ArrayList<>();
    try (Stream<Path> jars = Files.list(SHIPPED.resolve("lib"))) {
      // The server itself is what the bill is of.
      for (Path jar :
          jars.filter(each -> !each.getFileName().toString().startsWith("carillon-server-"))
              .toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        shipped.add(HexFormat.of().formatHex(digest));
      }
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(shipped).hasSizeGreaterThan(40);
  }

  @Test
  void eachLibraryHasALineWithItsLicences() throws IOException {
    TreeSet<String> libraries = new TreeSet<>();
    for (JsonNode component : bill.get("components")) {
      String group = component.get("group").asText();
      if (!group.equals(OWN_GROUP)) {
        libraries.add(
            group + ":" + component.get("name").asText() + ":" + component.get("version").asText());
      }
    }
    List<String> lines =
        Files.readAllLines(SHIPPED.resolve("THIRD-PARTY.txt")).stream()
            .filter(line -> line.contains(":"))
            .toList();
    assertThat(lines).allMatch(line -> line.matches("\\S+  [\\w.-]+( or [\\w.-]+)*  .*"));
    assertThat(lines.stream().map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactlyInAnyOrderElementsOf(libraries);
  }
}

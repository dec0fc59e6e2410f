import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Run by the build as a source file: writes a YAML file as JSON, which a start reads in a fraction
 * of the time. Arguments: the one, the other.
 */
final class YamlToJson {
  private YamlToJson() {}

  public static void main(String[] arguments) throws IOException {
    Path json = Path.of(arguments[1]);
    Files.createDirectories(json.getParent());
    Files.write(
        json,
        new JsonMapper()
            .writeValueAsBytes(new YAMLMapper().readTree(Path.of(arguments[0]).toFile())));
  }
}

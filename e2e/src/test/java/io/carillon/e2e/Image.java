package io.carillon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the container image holds, assembled by the script that assembles it there, and run as
 * there: by the command lines of the Dockerfile, by a user without rights where the tests are
 * root's, with nothing to write to but its data.
 */
final class Image {
  private static final String USER = "65532";
  private static final String IN_IMAGE = "/opt/carillon";
  private static final String DATA_IN_IMAGE = "/data";

  private final String dockerfile = DeployFiles.text("docker/Dockerfile");
  private final boolean isRoot = System.getProperty("user.name").equals("root");
  private final Path folder;
  private final Path data;
  private final Path temporary;

  private Image(Path root) throws IOException {
    folder = root.resolve("image");
    data = Files.createDirectory(root.resolve("data"));
    temporary = Files.createDirectory(root.resolve("temporary"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r-xr-xr-x"));
  }

  /** In a folder that the caller removes. */
  static Image assemble(Path root) throws Exception {
    Image image = new Image(root);
    ProcessBuilder script =
        new ProcessBuilder(
            "sh",
            DeployFiles.DEPLOY.resolve("docker/assemble.sh").toString(),
            DeployFiles.ROOT.resolve("server/target/carillon").toString(),
            image.folder.toString());
    script.environment().put("JAVA_HOME", System.getProperty("java.home"));
    if (image.end(script.redirectErrorStream(true).start(), 120).code() != 0) {
      throw new AssertionError("the image was not assembled");
    }
    if (image.isRoot) {
      new ProcessBuilder("chown", USER, image.data.toString()).start().waitFor();
    }
    return image;
  }

  /** How a command ended and what it wrote. */
  record Ended(int code, String output) {}

  /** Starts what the container starts. */
  Process start(Map<String, String> settings) throws IOException {
    List<String> command = words("^ENTRYPOINT (\\[.+])$");
    command.addAll(words("^CMD (\\[.+])$"));
    return process(command, settings).start();
  }

  /** Runs the container's health check. */
  Ended health(Map<String, String> settings) throws Exception {
    return end(process(words("^    CMD (\\[.+])$"), settings).start(), 30);
  }

  private ProcessBuilder process(List<String> command, Map<String, String> settings) {
    List<String> all = new ArrayList<>();
    if (isRoot) {
      all.addAll(List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups"));
    }
    all.addAll(command);
    ProcessBuilder process =
        new ProcessBuilder(all).directory(data.toFile()).redirectErrorStream(true);
    process.environment().keySet().removeIf(name -> !name.equals("PATH"));
    for (String variable : DeployFiles.matches(dockerfile, "^(?:ENV|   ) ([A-Z_]+=\\S+)")) {
      int equals = variable.indexOf('=');
      process
          .environment()
          .put(variable.substring(0, equals), placed(variable.substring(equals + 1)));
    }
    process.environment().put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    process.environment().putAll(settings);
    return process;
  }

  /** A command of the Dockerfile that is not run by a shell. */
  private List<String> words(String pattern) {
    String json = DeployFiles.matches(dockerfile, pattern).getFirst();
    try {
      List<String> words = new ArrayList<>();
      for (String word : new ObjectMapper().readValue(json, String[].class)) {
        words.add(placed(word));
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String placed(String text) {
    return text.replace(IN_IMAGE, folder.toString()).replace(DATA_IN_IMAGE + "/", data + "/");
  }

  Path folder() {
    return folder;
  }

  private Ended end(Process process, long seconds) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("a command did not end:\n" + output);
    }
    return new Ended(process.exitValue(), output);
  }
}

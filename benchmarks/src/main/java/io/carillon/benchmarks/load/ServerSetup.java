package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;

/** How a server was started: the JVM's options and the settings of its environment. */
final class ServerSetup {
  private static final String SETTING_PREFIX = "CARILLON_";
  private static final List<String> CLASS_PATH =
      List.of("-cp", "-classpath", "--class-path", "-jar");

  private ServerSetup() {}

  static ObjectNode json(ProcessStats server) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    jvmFlags(server.commandLine()).forEach(json.putArray("jvmFlags")::add);
    ObjectNode settings = json.putObject("settings");
    new TreeMap<>(server.environment())
        .forEach(
            (name, value) -> {
              if (name.startsWith(SETTING_PREFIX) && !name.endsWith("_PASSWORD")) {
                settings.put(name, withoutFolders(withoutParameters(value)));
              }
            });
    return json;
  }

  /** The words between the program and the class path. */
  static List<String> jvmFlags(List<String> command) {
    return command.stream()
        .skip(1)
        .takeWhile(word -> word.startsWith("-") && !CLASS_PATH.contains(word))
        .map(ServerSetup::withoutFolders)
        .toList();
  }

  /** The parameters of a database's URL may hold a password. */
  private static String withoutParameters(String value) {
    return value.startsWith("jdbc:") ? value.replaceFirst("\\?.*", "") : value;
  }

  /** Where a file lies says nothing to others: only its name is kept. */
  private static String withoutFolders(String word) {
    return word.replaceAll("(^|[=:])/(?:[^/=:]+/)+", "$1");
  }
}

package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How a server was started: the JVM's options and the settings of its environment. */
final class ServerSetup {
  private static final String SETTING_PREFIX = "CARILLON_";

  /** Results are published: what is secret, or may be, is left out. */
  private static final Pattern SECRET = Pattern.compile("_(PASSWORD|SECRET|KEY|TOKEN|WEBHOOK)$");

  private static final List<String> CLASS_PATH =
      List.of("-cp", "-classpath", "--class-path", "-jar");

  private ServerSetup() {}

  static ObjectNode json(ProcessStats server) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    jvmFlags(server.commandLine()).forEach(json.putArray("jvmFlags")::add);
    json.set("settings", settings(server.environment()));
    return json;
  }

  static ObjectNode settings(Map<String, String> environment) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(SETTING_PREFIX) && !SECRET.matcher(name).find()) {
                settings.put(name, withoutFolders(withoutCredentials(value)));
              }
            });
    return settings;
  }

  /** The words between the program and the class path. */
  static List<String> jvmFlags(List<String> command) {
    return command.stream()
        .skip(1)
        .takeWhile(word -> word.startsWith("-") && !CLASS_PATH.contains(word))
        .map(ServerSetup::withoutFolders)
        .toList();
  }

  /** A URL's user and its parameters may hold a password. */
  private static String withoutCredentials(String value) {
    return value.replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
  }

  /** Where a file lies says nothing to others: only its name is kept. */
  private static String withoutFolders(String word) {
    return word.replaceAll("(^|[=:])/(?:[^/=:]+/)+", "$1");
  }
}

package io.carillon.server.main;

import io.carillon.server.config.Setting;
import io.carillon.server.config.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the table of settings as Markdown; the reference in the documentation is its output. */
@Command(name = "settings", description = "Prints all settings as a Markdown table.")
final class SettingsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("| key in `carillon.yaml` | flag | variable | values | default | meaning |");
    out.println("|---|---|---|---|---|---|");
    for (Setting<?> setting : Settings.all()) {
      out.println(
          "| "
              + String.join(
                  " | ",
                  code(setting.name()),
                  code(setting.flag()),
                  code(setting.variable()),
                  setting.kind(),
                  code(setting.defaultText()),
                  setting.doc())
              + " |");
    }
    return 0;
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}

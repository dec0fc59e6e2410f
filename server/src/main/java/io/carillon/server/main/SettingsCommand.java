package io.carillon.server.main;

import io.carillon.server.config.Setting;
import io.carillon.server.config.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the reference of settings; {@code docs/reference/settings.md} is its output. */
@Command(
    name = "settings",
    description = "Prints all settings as a page of Markdown.",
    mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
  private static final String HEAD =
      """
      # Settings

      Written by `bin/carillon settings > docs/reference/settings.md`.

      A setting is a flag, an environment variable or a key in `carillon.yaml`, in this order of precedence; a secret is no flag, as
      everybody on the machine can read flags. The file is
      the one in the working folder unless `--config` or `CARILLON_CONFIG` names another. Its keys may be nested at their
      hyphens (`http: {port: 9000}`). A list has commas. An unknown name or a bad value stops the start and is named.
      """;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(HEAD);
    out.println("| key in `carillon.yaml` | flag | variable | values | default | meaning |");
    out.println("|---|---|---|---|---|---|");
    for (Setting<?> setting : Settings.all()) {
      out.println(
          "| "
              + String.join(
                  " | ",
                  code(setting.name()),
                  setting.isSecret() ? "" : code(setting.flag()),
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

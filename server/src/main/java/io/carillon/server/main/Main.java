package io.carillon.server.main;

import io.carillon.server.config.Setting;
import io.carillon.server.config.Settings;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line: {@code carillon serve}, {@code carillon version}. */
public final class Main {
  private Main() {}

  /** Runs a command; ends the process with its exit code unless the server was started. */
  public static void main(String[] arguments) {
    int code = commandLine(System.getenv()).execute(arguments);
    if (code != Serve.STARTED) {
      System.exit(code);
    }
  }

  static CommandLine commandLine(Map<String, String> environment) {
    CommandSpec spec = CommandSpec.create().name("carillon");
    spec.usageMessage().description("An HTTP job scheduler.");
    spec.mixinStandardHelpOptions(true);
    spec.version(VersionCommand.text());
    CommandLine line = new CommandLine(spec);
    line.addSubcommand("serve", serve(new Serve(environment)));
    line.addSubcommand("version", new VersionCommand());
    line.setExecutionStrategy(
        result -> {
          if (!result.hasSubcommand() && !result.isUsageHelpRequested()) {
            PrintWriter err = line.getErr();
            line.usage(err);
            return CommandLine.ExitCode.USAGE;
          }
          return new CommandLine.RunLast().execute(result);
        });
    return line;
  }

  private static CommandLine serve(Serve serve) {
    CommandLine line = new CommandLine(serve);
    CommandSpec spec = line.getCommandSpec();
    spec.addOption(
        OptionSpec.builder("--config")
            .paramLabel("FILE")
            .type(String.class)
            .description("The file of settings (default: carillon.yaml when it exists).")
            .build());
    for (Setting<?> setting : Settings.all()) {
      spec.addOption(
          OptionSpec.builder(setting.flag())
              .paramLabel("VALUE")
              .type(String.class)
              .arity(setting.kind().equals("true or false") ? "0..1" : "1")
              .fallbackValue(setting.kind().equals("true or false") ? "true" : null)
              .description(describe(setting))
              .build());
    }
    serve.spec(spec);
    return line;
  }

  private static String describe(Setting<?> setting) {
    String usual = setting.defaultText().isEmpty() ? "" : ", default " + setting.defaultText();
    return (setting.doc() + " (" + setting.kind() + usual + "; " + setting.variable() + ")")
        .replace("%", "%%");
  }
}

package io.carillon.server.main;

import io.carillon.server.config.Setting;
import io.carillon.server.config.Settings;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line: {@code carillon serve}, {@code health}, {@code keys}, {@code secrets}, {@code
 * settings}, {@code version}.
 */
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
    line.addSubcommand("health", new HealthCommand(environment));
    line.addSubcommand("keys", new KeysCommand(environment));
    line.addSubcommand("cron", new CronCommand());
    line.addSubcommand("secrets", new SecretsCommand(environment));
    line.addSubcommand("settings", new SettingsCommand());
    line.addSubcommand("version", new VersionCommand());
    // An expression may begin with @; it is no file of arguments.
    line.setExpandAtFiles(false);
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
    Settings.all().forEach(setting -> spec.addOption(option(setting)));
    serve.spec(spec);
    return line;
  }

  /** A setting that is true or false may be given without its value. */
  private static OptionSpec option(Setting<?> setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.flag())
            .paramLabel("VALUE")
            .type(String.class)
            .arity("1")
            .description(describe(setting));
    if (setting.kind().equals(Setting.TRUE_OR_FALSE)) {
      option.arity("0..1").fallbackValue("true");
    }
    return option.build();
  }

  private static String describe(Setting<?> setting) {
    String usual = setting.defaultText().isEmpty() ? "" : ", default " + setting.defaultText();
    return (setting.doc() + " (" + setting.kind() + usual + "; " + setting.variable() + ")")
        .replace("%", "%%");
  }
}

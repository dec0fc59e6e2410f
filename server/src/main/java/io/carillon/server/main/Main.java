package io.carillon.server.main;

import io.carillon.server.config.Setting;
import io.carillon.server.config.Settings;
import java.io.PrintWriter;
import java.security.Security;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line: {@code carillon serve}, {@code health}, {@code keys}, {@code cron}, {@code
 * secrets}, {@code settings}, {@code version}.
 */
public final class Main {
  private Main() {}

  /** Runs a command; ends the process with its exit code unless the server was started. */
  public static void main(String[] arguments) {
    lookUpNamesAnew();
    int code = commandLine(System.getenv(), arguments).execute(arguments);
    if (code != Serve.STARTED) {
      System.exit(code);
    }
  }

  /**
   * The JDK would keep addresses for 30 s, and that a name has none for 10 s, below what the
   * invoker keeps and through all retries. It reads this once, at the first lookup.
   */
  private static void lookUpNamesAnew() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  /**
   * It knows the command that is asked for, or all when that is none of them. Describing all took a
   * fifth of a start; most of it was reading annotations, so the way to {@code serve} has none.
   */
  static CommandLine commandLine(Map<String, String> environment, String... arguments) {
    CommandSpec spec = CommandSpec.create().name("carillon");
    spec.usageMessage().description("An HTTP job scheduler.");
    spec.addOption(help());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print version information and exit.")
            .build());
    spec.version(VersionCommand.text());
    CommandLine line = new CommandLine(spec);
    Map<String, Supplier<Object>> commands = commands(environment);
    String first = arguments.length == 0 ? "" : arguments[0];
    boolean isKnown = commands.containsKey(first);
    commands.forEach(
        (name, command) -> {
          if (!isKnown || name.equals(first)) {
            line.addSubcommand(name, command.get());
          }
        });
    // An expression may begin with @; it is no file of arguments.
    line.setExpandAtFiles(false);
    line.setExecutionStrategy(
        result -> {
          if (!result.hasSubcommand()
              && !result.isUsageHelpRequested()
              && !result.isVersionHelpRequested()) {
            PrintWriter err = line.getErr();
            line.usage(err);
            return CommandLine.ExitCode.USAGE;
          }
          return new CommandLine.RunLast().execute(result);
        });
    return line;
  }

  /** In the order of the help. */
  private static Map<String, Supplier<Object>> commands(Map<String, String> environment) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("serve", () -> serve(new Serve(environment)));
    commands.put("health", () -> new HealthCommand(environment));
    commands.put("keys", () -> new KeysCommand(environment));
    commands.put("cron", CronCommand::new);
    commands.put("secrets", () -> new SecretsCommand(environment));
    commands.put("settings", SettingsCommand::new);
    commands.put("version", VersionCommand::new);
    return commands;
  }

  private static CommandLine serve(Serve serve) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(serve).name("serve");
    spec.usageMessage().description("Starts the server.").sortOptions(false);
    spec.addOption(help());
    spec.addOption(
        OptionSpec.builder("--config")
            .paramLabel("FILE")
            .type(String.class)
            .description("The file of settings (default: carillon.yaml when it exists).")
            .build());
    Settings.all().forEach(setting -> spec.addOption(option(setting)));
    serve.spec(spec);
    return new CommandLine(spec);
  }

  /** In the words of picocli's own. */
  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help message and exit.")
        .build();
  }

  /**
   * A setting that is true or false may be given without its value. A secret is taken and then
   * refused, as what is unknown would be repeated.
   */
  private static OptionSpec option(Setting<?> setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.flag())
            .paramLabel("VALUE")
            .type(String.class)
            .arity("1")
            .hidden(setting.isSecret())
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

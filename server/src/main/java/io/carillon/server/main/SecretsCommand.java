package io.carillon.server.main;

import io.carillon.core.Clock;
import io.carillon.invoker.http.SigningSecrets;
import io.carillon.server.config.CarillonConfig;
import io.carillon.server.config.ConfigError;
import io.carillon.server.config.ConfigSources;
import io.carillon.store.jdbc.Rewrap;
import io.carillon.store.jdbc.SecretKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes keys, and seals what is stored with the first of those that are set. */
@Command(
    name = "secrets",
    description = "Makes keys and seals stored header values with them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Settings are read from the environment and from carillon.yaml, as serve reads them.",
      "Exit code 0: done, 1: not done, or not all of it, 2: a setting is wrong."
    })
final class SecretsCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Mixin private final ConfigFlag config = new ConfigFlag();
  @Spec private CommandSpec spec = CommandSpec.create();
  private final Map<String, String> environment;

  SecretsCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  @Command(
      name = "generate-key",
      description = "Prints a new key for secret-key-file, which header values are sealed with.",
      mixinStandardHelpOptions = true)
  int generateKey() {
    spec.commandLine().getOut().println(SecretKeys.generate());
    return ExitCode.OK;
  }

  @Command(
      name = "generate-signing-secret",
      description = "Prints a new secret for signing-secret-file, which calls are signed with.",
      mixinStandardHelpOptions = true)
  int generateSigningSecret() {
    spec.commandLine().getOut().println(SigningSecrets.generate());
    return ExitCode.OK;
  }

  @Command(
      name = "rewrap",
      description = {
        "Seals all stored header values with the first key: those in the clear, and those sealed with"
            + " another key that is set. May be repeated.",
        "On a file the server must be stopped; on PostgreSQL it may run, if all nodes have all keys."
      },
      mixinStandardHelpOptions = true)
  int rewrap() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      CarillonConfig settings = ConfigSources.read(config.flags(), environment);
      return report(settings.store().rewrap(Clock.SYSTEM));
    } catch (ConfigError e) {
      err.println("carillon secrets rewrap: " + e.getMessage());
      return ExitCode.USAGE;
    } catch (IOException e) {
      err.println("carillon secrets rewrap: " + e.getMessage());
      return FAILED;
    }
  }

  private int report(Rewrap.Result result) {
    spec.commandLine()
        .getOut()
        .println(
            "sealed "
                + result.sealed()
                + " job versions that were in the clear and "
                + result.resealed()
                + " that were sealed with another key");
    result.failed().forEach(spec.commandLine().getErr()::println);
    return result.failed().isEmpty() ? ExitCode.OK : FAILED;
  }
}

package io.carillon.server.main;

import io.carillon.server.config.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what was built. */
@Command(name = "version", description = "Prints the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  static String text() {
    return "carillon " + Version.NUMBER + " (" + Version.BUILD + ")";
  }

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(text());
    return 0;
  }
}

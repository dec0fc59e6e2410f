package io.carillon.server.main;

import io.carillon.core.ApiKey;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Invalid;
import io.carillon.core.JobId;
import io.carillon.core.Namespace;
import io.carillon.core.Scope;
import io.carillon.core.port.ApiKeys;
import io.carillon.server.access.KeyText;
import io.carillon.server.access.KeysFile;
import io.carillon.server.config.CarillonConfig;
import io.carillon.server.config.ConfigError;
import io.carillon.server.config.ConfigSources;
import io.carillon.server.config.StoreConfig;
import io.carillon.server.json.Times;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** API keys, in the store itself, so that the first one needs none. */
@Command(
    name = "keys",
    description = "Makes, lists and revokes API keys, in the store that serve would use.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Of a store on a file only one process can have hold: while the server runs, use its API",
      "(POST /api/v1/keys). Exit code 0: done, 1: refused, or the store cannot be used, 2: a setting",
      "or an option is wrong."
    })
final class KeysCommand {
  private static final int REFUSED = 1;
  private static final String LINE = "%-36s  %-6s  %-24s  %-9s  %-12s  %s%n";

  /** Whoever can write to the store. */
  private static final Caller CALLER =
      new Caller(
          Namespace.DEFAULT_KEY, "command-line", System.getProperty("user.name", "unknown"), "");

  private final Map<String, String> environment;
  private final Clock clock = Clock.SYSTEM;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final ConfigFlag config = new ConfigFlag();

  KeysCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Command(
      name = "create",
      description = "Makes a key and prints it, this once.",
      mixinStandardHelpOptions = true)
  int create(
      @Option(names = "--name", required = true, description = "Who or what uses it.") String name,
      @Option(
              names = "--scope",
              required = true,
              description = "read, write (reads too) or admin (everything).",
              converter = ScopeWord.class)
          Scope scope,
      @Option(
              names = "--expires-at",
              paramLabel = "INSTANT",
              description = "From then on it is refused, such as 2027-06-30T00:00:00Z.")
          @Nullable String expiresAt,
      @Option(
              names = "--namespace",
              defaultValue = Namespace.DEFAULT,
              description = "That it opens (default: ${DEFAULT-VALUE}).")
          String namespace) {
    String text = KeyText.generate();
    return onStore(
        true,
        keys -> {
          ApiKey key = key(namespace, name, scope, text, expiresAt);
          if (!key.mayBeFirst() && join(keys.list()).isEmpty()) {
            return refuse("the first key has to be an admin's: --scope admin");
          }
          return switch (join(keys.create(key))) {
            case YES -> {
              out().println(text);
              yield ExitCode.OK;
            }
            case NAME_TAKEN ->
                refuse("two live keys have this name; revoke one that is no longer used");
            case UNKNOWN_NAMESPACE ->
                refuse("there is no namespace " + namespace + "; PUT /api/v1/namespaces makes one");
            case KNOWN -> throw new IllegalStateException("the key is not random");
          };
        });
  }

  private ApiKey key(
      String namespace, String name, Scope scope, String text, @Nullable String expiresAt) {
    return ApiKey.create(
        namespace,
        name,
        scope,
        KeyText.hash(text),
        clock.now(),
        expiresAt == null ? null : instant(expiresAt));
  }

  private Instant instant(String text) {
    return Times.parse(text)
        .filter(instant -> instant.isAfter(clock.now()))
        .orElseThrow(
            () -> new IllegalArgumentException("--expires-at: must be an instant in the future"));
  }

  @Command(
      name = "list",
      description = "Lists the keys, newest first; never the keys themselves.",
      mixinStandardHelpOptions = true)
  int list() {
    return onStore(
        false,
        keys -> {
          out().printf(LINE, "id", "scope", "last used", "", "namespace", "name");
          for (ApiKey key : join(keys.list())) {
            Instant lastUsedAt = key.lastUsedAt();
            out()
                .printf(
                    LINE,
                    key.id(),
                    key.scope().text(),
                    lastUsedAt == null ? "never" : Times.format(lastUsedAt),
                    state(key),
                    key.namespace(),
                    key.name());
          }
          return ExitCode.OK;
        });
  }

  private String state(ApiKey key) {
    if (key.revokedAt() != null) {
      return "revoked";
    }
    return key.isLive(clock.now()) ? "live" : "expired";
  }

  @Command(
      name = "revoke",
      description = "Revokes a key: all nodes refuse it within seconds.",
      mixinStandardHelpOptions = true)
  int revoke(@Parameters(paramLabel = "ID", description = "As list shows it.") String id) {
    return onStore(
        false,
        keys ->
            JobId.parse(id).map(known -> join(keys.revoke(known.value()))).orElse(false)
                ? ExitCode.OK
                : refuse("there is no such key"));
  }

  @Command(
      name = "generate",
      description = "Prints a key and its line for api-keys-file, and leaves the store alone.",
      mixinStandardHelpOptions = true)
  int generate(
      @Option(names = "--name", required = true, description = "Who or what uses it.") String name,
      @Option(
              names = "--scope",
              required = true,
              description = "read, write or admin.",
              converter = ScopeWord.class)
          Scope scope) {
    String text = KeyText.generate();
    out().println(text);
    out().println(KeysFile.line(name, scope, text));
    return ExitCode.OK;
  }

  @FunctionalInterface
  private interface KeysWork {
    int on(ApiKeys keys);
  }

  private int onStore(boolean mayBeNew, KeysWork work) {
    try {
      StoreConfig config = settings().store();
      Optional<Path> missing = config.missingFile();
      if (missing.isPresent()) {
        if (!mayBeNew) {
          return refuse("there is no store " + missing.get());
        }
        err().println("carillon keys: this makes a new store " + missing.get());
      }
      try (JdbcStore store = config.open(clock, CommitListener.NONE, () -> {})) {
        return work.on(store.apiKeys().by(CALLER));
      }
    } catch (ConfigError | IllegalArgumentException e) {
      return fail(ExitCode.USAGE, e.getMessage());
    } catch (IOException | CompletionException e) {
      return fail(REFUSED, e.getMessage());
    }
  }

  /** Not under the node's own name, which the server may have. */
  private CarillonConfig settings() {
    Map<String, String> flags = new HashMap<>(config.flags());
    flags.put("node-name", "keys-" + ProcessHandle.current().pid());
    return ConfigSources.read(flags, environment);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private int refuse(String why) {
    return fail(REFUSED, why);
  }

  private int fail(int code, @Nullable String why) {
    err().println("carillon keys: " + why);
    return code;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Read before a key is made. */
  static final class ScopeWord implements ITypeConverter<Scope> {
    @Override
    public Scope convert(String text) {
      try {
        return Scope.of(text);
      } catch (Invalid e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}

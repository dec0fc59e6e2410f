package io.carillon.server.config;

import io.carillon.core.Invalid;
import io.carillon.invoker.http.SigningSecrets;
import io.carillon.store.jdbc.SecretKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads secrets from a file or from a setting itself; what is wrong is said without them. */
final class SecretTexts {
  private SecretTexts() {}

  /** The keys that header values are sealed with in the store. */
  static SecretKeys keys(SettingValues values) {
    return read(values, Settings.SECRET_KEY_FILE, Settings.SECRET_KEY, SecretKeys::of);
  }

  /** What calls are signed with. */
  static SigningSecrets signing(SettingValues values) {
    return read(values, Settings.SIGNING_SECRET_FILE, Settings.SIGNING_SECRET, SigningSecrets::of);
  }

  private static <T> T read(
      SettingValues values,
      Setting<Optional<Path>> fileSetting,
      Setting<String> textSetting,
      Function<List<String>, T> parser) {
    Optional<Path> file = values.get(fileSetting);
    String text = values.get(textSetting);
    if (file.isPresent() && !text.isEmpty()) {
      throw new ConfigError(
          fileSetting.name() + " and " + textSetting.name() + ": only one of them may be set");
    }
    String name = file.isPresent() ? fileSetting.name() : textSetting.name();
    List<String> texts = file.isPresent() ? lines(name, file.get()) : Parsers.items(text);
    try {
      return parser.apply(texts);
    } catch (Invalid e) {
      throw new ConfigError(name + ": " + e.getMessage());
    }
  }

  /** An empty file is a mistake, and one that would leave everything in the clear. */
  private static List<String> lines(String name, Path file) {
    List<String> lines;
    try {
      lines =
          Parsers.items(Files.readString(file), "\n").stream()
              .filter(line -> !line.startsWith("#"))
              .toList();
    } catch (IOException _) {
      throw new ConfigError(name + ": cannot read " + file);
    }
    if (lines.isEmpty()) {
      throw new ConfigError(name + ": nothing is in " + file);
    }
    return lines;
  }
}

package io.carillon.tls;

import io.carillon.core.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read from files, and is read again when they hold something else; so it does not matter
 * whether they were written anew, moved into place or linked. Thread-safe.
 */
public final class Reloaded<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Reloaded.class);

  private final List<Path> files;
  private final Supplier<T> reader;
  private byte[] seen;
  private volatile T value;

  /**
   * Reads for the first time.
   *
   * @param reader throws {@link Invalid} when the files cannot be used; now, that is thrown on
   */
  public Reloaded(List<Path> files, Supplier<T> reader) {
    this.files = List.copyOf(files);
    this.reader = reader;
    seen = digest();
    value = reader.get();
  }

  /** What was last read. */
  public T get() {
    return value;
  }

  /**
   * Reads again if the files have changed. When they cannot be used, what was read before stays,
   * and a warning says so once.
   *
   * @return whether there is something new
   */
  public synchronized boolean refresh() {
    byte[] now = digest();
    if (MessageDigest.isEqual(now, seen)) {
      return false;
    }
    seen = now;
    try {
      value = reader.get();
      return true;
    } catch (Invalid e) {
      LOG.warn("changed files are not used, what they held before still is: {}", e.getMessage());
      return false;
    }
  }

  private byte[] digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        digest.update(digest(file));
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] digest(Path file) throws NoSuchAlgorithmException {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    } catch (IOException _) {
      return new byte[0];
    }
  }
}

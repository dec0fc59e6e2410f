package io.carillon.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The store's file, made readable by its owner only, and locked against a second process while this
 * is open. SQLite gives the log beside it the same permissions.
 */
final class StoreFile implements AutoCloseable {
  private static final String URL_PREFIX = "jdbc:sqlite:";

  final Path path;

  /** The file system's own name of the file; null where there is none (Windows). */
  private final @Nullable Object fileKey;

  private final FileChannel channel;
  private final FileLock lock;

  /** Stays open, as closing it would take away the locks that SQLite holds on the file (POSIX). */
  private final FileChannel content;

  private StoreFile(Path path, FileChannel channel, FileLock lock, FileChannel content)
      throws IOException {
    this.path = path;
    this.fileKey = fileKey(path);
    this.channel = channel;
    this.lock = lock;
    this.content = content;
  }

  /** The file that a path or a {@code jdbc:sqlite:} URL names. */
  static Path pathOf(String url) {
    String path = url.startsWith(URL_PREFIX) ? url.substring(URL_PREFIX.length()) : url;
    if (path.isBlank() || path.startsWith(":") || path.startsWith("file:") || path.contains("?")) {
      throw new IllegalArgumentException(
          "the store's URL must be jdbc:sqlite: and a file's path, without parameters: " + url);
    }
    return Path.of(path);
  }

  /**
   * Creates what is missing and locks; throws with the reason when another process has the file.
   */
  static StoreFile open(Path file) throws IOException {
    Path named = file.toAbsolutePath().normalize();
    Path folder = named.getParent();
    if (folder != null && !Files.exists(folder)) {
      Files.createDirectories(folder, ownerOnly(folder.getRoot(), "rwx------"));
    }
    create(named);
    Path path = withoutLinks(named);
    Path lockPath = path.resolveSibling(path.getFileName() + ".lock");
    create(lockPath);
    FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new IOException(
          "another process uses the store " + path + " (it holds the lock on " + lockPath + ")");
    }
    try {
      FileChannel content =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new StoreFile(path, channel, lock, content);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** By every link to it one file has one lock. */
  private static Path withoutLinks(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      throw new IOException("the store " + path + " is a link to a file that is not there", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by another store of this process.
      return null;
    }
  }

  private static void create(Path path) throws IOException {
    try {
      Files.createFile(path, ownerOnly(path.getRoot(), "rw-------"));
    } catch (FileAlreadyExistsException _) {
      // Its permissions are its owner's choice.
    }
  }

  private static FileAttribute<?>[] ownerOnly(@Nullable Path root, String permissions)
      throws IOException {
    if (root == null || !Files.getFileStore(root).supportsFileAttributeView("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }

  private static @Nullable Object fileKey(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  /** Throws when the path no longer leads to the file that was opened. */
  void requireInPlace() throws SQLException {
    try {
      if (Objects.equals(fileKey(path), fileKey)) {
        return;
      }
    } catch (NoSuchFileException _) {
      // As if there were another one.
    } catch (IOException e) {
      throw new SQLException("the store's file " + path + " cannot be looked at: " + e, e);
    }
    throw new SQLException(
        "the store's file " + path + " was deleted, moved or replaced while it was in use");
  }

  String jdbcUrl() {
    return URL_PREFIX + path;
  }

  /** Returns when all that was written to the file is on the disk. */
  void sync() throws IOException {
    content.force(false);
  }

  /** To be closed after all of SQLite's connections. */
  @Override
  public void close() throws IOException {
    content.close();
    lock.release();
    channel.close();
  }
}

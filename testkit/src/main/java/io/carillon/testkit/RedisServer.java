package io.carillon.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis server, a process of its own that can be killed, stopped and started again: the one
 * that {@code CARILLON_TEST_REDIS_SERVER} names, or an embedded one.
 */
public final class RedisServer implements AutoCloseable {
  private static final String RESOURCE =
      System.getProperty("os.arch").equals("aarch64")
          ? "/redis-server-6.2.7-linux-arm64"
          : "/redis-server-6.2.6-v5-linux-amd64";

  private static @Nullable Path binary;

  private final Path folder;
  private final int port;
  private final List<String> options;
  private final boolean plain;
  private @Nullable Process process;

  private RedisServer(Path folder, int port, boolean plain, List<String> options) {
    this.folder = folder;
    this.port = port;
    this.plain = plain;
    this.options = options;
  }

  /** One that keeps its data over a restart. */
  public static RedisServer start(String... options) throws IOException {
    int port = freePort();
    List<String> all = new ArrayList<>(List.of("--port", "" + port));
    all.addAll(List.of("--appendonly", "yes", "--save", ""));
    all.addAll(List.of(options));
    return new RedisServer(folder(), port, true, all).up();
  }

  /** One that only speaks TLS. */
  public static RedisServer startWithTls(Path certificate, Path key) throws IOException {
    int port = freePort();
    List<String> options = new ArrayList<>(List.of("--port", "0", "--tls-port", "" + port));
    options.addAll(List.of("--tls-cert-file", certificate.toString()));
    options.addAll(List.of("--tls-key-file", key.toString()));
    options.addAll(List.of("--tls-auth-clients", "no", "--save", ""));
    return new RedisServer(folder(), port, false, options).up();
  }

  /** A sentinel that only speaks TLS and knows servers by the name that their certificate has. */
  public static RedisServer startSentinelWithTls(int masterPort, Path certificate, Path key)
      throws IOException {
    int port = freePort();
    Path folder = folder();
    Path file = folder.resolve("sentinel.conf");
    Files.writeString(
        file,
        """
        port 0
        tls-port %d
        tls-cert-file %s
        tls-key-file %s
        tls-ca-cert-file %s
        tls-auth-clients no
        tls-replication yes
        sentinel resolve-hostnames yes
        sentinel announce-hostnames yes
        sentinel monitor main localhost %d 1
        """
            .formatted(port, certificate, key, certificate, masterPort));
    return new RedisServer(folder, port, false, List.of(file.toString(), "--sentinel")).up();
  }

  /** A sentinel that watches a master by the name of {@code main}. */
  public static RedisServer startSentinel(int masterPort, String... more) throws IOException {
    int port = freePort();
    Path folder = folder();
    Path file = folder.resolve("sentinel.conf");
    Files.writeString(
        file,
        """
        port %d
        sentinel monitor main 127.0.0.1 %d 1
        sentinel down-after-milliseconds main 1000
        sentinel failover-timeout main 3000
        %s
        """
            .formatted(port, masterPort, String.join("\n", more)));
    return new RedisServer(folder, port, true, List.of(file.toString(), "--sentinel")).up();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path folder() throws IOException {
    Path folder = Files.createTempDirectory("carillon-redis");
    folder.toFile().deleteOnExit();
    return folder;
  }

  private static synchronized Path binary() throws IOException {
    Path known = binary;
    String given = System.getenv("CARILLON_TEST_REDIS_SERVER");
    if (known == null && given != null) {
      known = Path.of(given);
      binary = known;
    }
    if (known == null) {
      known = folder().resolve("redis-server");
      try (InputStream in = RedisServer.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("not on the class path: " + RESOURCE);
        }
        Files.copy(in, known, StandardCopyOption.REPLACE_EXISTING);
      }
      known.toFile().setExecutable(true);
      known.toFile().deleteOnExit();
      binary = known;
    }
    return known;
  }

  /** On loopback. */
  public int port() {
    return port;
  }

  /** Without a password. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Starts it, with what data its folder has. */
  public RedisServer up() throws IOException {
    List<String> command = new ArrayList<>(List.of(binary().toString()));
    command.addAll(options);
    Process started =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    process = started;
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !plain || isUp());
    return this;
  }

  private boolean isUp() {
    try {
      String answer = tell("PING");
      return answer.startsWith("+PONG") || answer.startsWith("-NOAUTH");
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  /** Says one command, in plain words, and returns the answer as it comes over the line. */
  public String tell(String command) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(5_000);
      OutputStream out = socket.getOutputStream();
      out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput(); // The server answers and hangs up.
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once; what it has written stays. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Forgets what it has kept, while it is down. */
  public void forget() throws IOException {
    delete(folder.resolve("appendonly.aof"));
    delete(folder.resolve("appendonlydir")); // where Redis 7 keeps it
  }

  /** It does not answer any more, and its connections stay. */
  public void freeze() throws Exception {
    signal("STOP");
  }

  /** It goes on. */
  public void thaw() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    if (process != null) {
      new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    delete(folder);
  }

  /** With all that is in it. */
  private static void delete(Path place) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

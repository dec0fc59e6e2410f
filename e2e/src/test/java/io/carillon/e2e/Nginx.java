package io.carillon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * nginx with the configuration of {@code deploy/compose}, in front of two servers of this machine.
 */
final class Nginx implements AutoCloseable {
  static final String AUTHORIZATION =
      "Basic " + Base64.getEncoder().encodeToString("admin:secret".getBytes(UTF_8));

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** In a folder that the caller removes. */
  static Nginx start(Path folder, int firstPort, int secondPort) throws Exception {
    // Its workers are another user's when the tests are root's.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path passwords = Files.writeString(folder.resolve("htpasswd"), "admin:{PLAIN}secret\n");
    String config = DeployFiles.text("compose/nginx.conf");
    config = replaced(config, " /tmp/", " " + folder + "/");
    // No names to ask for again; Debian's nginx would not know the word either.
    config = replaced(config, "api-1:8080 resolve", "127.0.0.1:" + firstPort);
    config = replaced(config, "api-2:8080 resolve", "127.0.0.1:" + secondPort);
    config = replaced(config, "listen 8080", "listen 127.0.0.1:" + port);
    config = replaced(config, "/run/secrets/htpasswd", passwords.toString());
    Path file = Files.writeString(folder.resolve("nginx.conf"), config);
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                executable(),
                "-e",
                "stderr",
                "-p",
                folder.toString(),
                "-c",
                file.toString(),
                "-g",
                "daemon off;"));
    Process process =
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
    Nginx nginx = new Nginx(process, port);
    try {
      await().atMost(Duration.ofSeconds(10)).until(nginx::listens);
    } catch (RuntimeException e) {
      nginx.close();
      throw new AssertionError(Files.readString(folder.resolve("log")), e);
    }
    return nginx;
  }

  private static String replaced(String text, String part, String by) {
    if (!text.contains(part)) {
      throw new AssertionError("nginx.conf has no " + part);
    }
    return text.replace(part, by);
  }

  private static String executable() {
    for (String folder : (System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, "nginx"))) {
        return Path.of(folder, "nginx").toString();
      }
    }
    throw new AssertionError("no nginx: scripts/test-tools.sh installs it or says how");
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Asked to stop, so that its workers end with it. */
  @Override
  public void close() {
    process.destroy();
    await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
  }
}

package io.carillon.queue.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Answers as Redis 5 does, as far as a client gets that asks for the version first. */
final class OldServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  OldServer() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "redis://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String answer =
            switch (line.toUpperCase(Locale.ROOT)) {
              case "HELLO" -> "-ERR unknown command `HELLO`, with args beginning with: `2`, \r\n";
              case "PING" -> "+PONG\r\n";
              case "SELECT" -> "+OK\r\n";
              case "INFO" -> "$22\r\nredis_version:5.0.14\r\n\r\n";
              default -> "";
            };
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException _) {
      // The client ended the connection.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}

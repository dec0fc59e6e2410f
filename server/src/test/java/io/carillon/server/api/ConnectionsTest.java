package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that nobody uses must not take what calls need. */
@SuppressWarnings("NullAway.Init") // set before each test
class ConnectionsTest {
  private static final int MAX = 16;
  private static final int ANSWER_MS_MAX = 30_000;
  private static final String REQUEST = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir Path folder;
  private TestServer server;
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start(folder, Map.of("http-connections-max", Integer.toString(MAX)));
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    sockets.add(socket);
    socket.setSoTimeout(ANSWER_MS_MAX);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private boolean isAnswered(Socket socket) {
    try {
      send(socket, REQUEST);
      return socket.getInputStream().read() == 'H';
    } catch (SocketException _) { // closed while it was sent
      return false;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void moreThanAreAllowedAreClosedAtOnce() throws IOException {
    for (int i = 0; i < MAX; i++) {
      assertThat(isAnswered(connect())).isTrue();
    }
    for (int i = 0; i < MAX; i++) {
      assertThat(isAnswered(connect())).isFalse();
    }

    sockets.getFirst().close();

    await().until(() -> isAnswered(connect()));
  }

  @Test
  void oneWhoseFirstRequestDoesNotComeIsClosed() throws IOException {
    Socket asked = connect();
    assertThat(isAnswered(asked)).isTrue();
    Socket begun = connect();
    send(begun, "GET /health/live HTTP/1.1\r\n");

    assertThat(begun.getInputStream().read()).isEqualTo(-1);

    asked.getInputStream().skipNBytes(asked.getInputStream().available());
    assertThat(isAnswered(asked)).isTrue();
  }
}

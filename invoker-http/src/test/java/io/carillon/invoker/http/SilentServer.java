package io.carillon.invoker.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** An address that answers nothing to those who want to connect. */
final class SilentServer implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 16;
  private static final int SILENT_AFTER_MS = 100;

  private final ServerSocket socket;
  private final List<Socket> fillers = new ArrayList<>();

  SilentServer(String address, int port) throws IOException {
    socket = new ServerSocket(port, 1, InetAddress.ofLiteral(address));
    fill();
  }

  /** Fills the queue of connections that wait to be accepted; the next ones hang. */
  private void fill() {
    for (int i = 0; i < CONNECTIONS_MAX; i++) {
      Socket filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(socket.getLocalSocketAddress(), SILENT_AFTER_MS);
      } catch (IOException e) {
        return;
      }
    }
    throw new AssertionError("the queue of connections is not full");
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket filler : fillers) {
      filler.close();
    }
  }
}

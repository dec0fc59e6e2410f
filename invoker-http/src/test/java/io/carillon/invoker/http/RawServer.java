package io.carillon.invoker.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that speaks bytes, so that it can misbehave. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final String scheme;
  private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger openConnections = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** What is done with one connection; it is closed afterwards. */
  interface Script {
    void run(Conversation conversation) throws IOException, InterruptedException;
  }

  /** One connection. */
  final class Conversation {
    private final Socket socket;

    Conversation(Socket socket) {
      this.socket = socket;
    }

    /** Reads the head of a request and its body, of which it knows only Content-Length. */
    String read() throws IOException {
      StringBuilder head = new StringBuilder();
      InputStream in = socket.getInputStream();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          throw new IOException("end of stream");
        }
        head.append((char) c);
      }
      for (String line : head.toString().split("\r\n", -1)) {
        if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
          in.readNBytes(Integer.parseInt(line.substring(15).strip()));
        }
      }
      return head.toString();
    }

    void write(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    void close() throws IOException {
      socket.close();
    }

    /** Closes with a reset instead of in good order. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Waits until the other side has closed. */
    void awaitClose() throws IOException {
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // Whatever still comes is of no interest.
      }
    }

    /** Writes one byte after the other, each a while after the one before. */
    void drip(String text, long pauseMs) throws IOException, InterruptedException {
      for (int i = 0; i < text.length(); i++) {
        write(text.substring(i, i + 1));
        if (closing.await(pauseMs, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    }

    /** Writes the same again and again until the other side has had enough. */
    void writeEndlessly(String text) throws IOException {
      while (true) {
        write(text);
      }
    }

    /** Does nothing until the server is closed. */
    void sleepOn() throws InterruptedException {
      closing.await();
    }
  }

  static RawServer start(Script script) {
    return start(0, script);
  }

  /**
   * @param receiveBytes size of the receive buffer, or 0 for the usual one
   */
  static RawServer start(int receiveBytes, Script script) {
    try {
      return new RawServer(new ServerSocket(), "http", receiveBytes, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Speaks TLS, and HTTP/1.1 at best. */
  static RawServer secure(Certificates certificates, Script script) {
    try {
      ServerSocket socket = certificates.context().getServerSocketFactory().createServerSocket();
      return new RawServer(socket, "https", 0, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RawServer(ServerSocket unbound, String scheme, int receiveBytes, Script script)
      throws IOException {
    socket = unbound;
    this.scheme = scheme;
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.bind(new java.net.InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 64);
    Thread.ofVirtual().start(() -> accept(script));
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket next = socket.accept();
        accepted.add(next);
        connections.incrementAndGet();
        openConnections.incrementAndGet();
        Thread.ofVirtual().start(() -> converse(next, script));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void converse(Socket next, Script script) {
    try (next) {
      script.run(new Conversation(next));
    } catch (IOException | InterruptedException e) {
      // The other side is gone, as tests will have it.
    } finally {
      openConnections.decrementAndGet();
    }
  }

  String url(String path) {
    return scheme + "://127.0.0.1:" + port() + path;
  }

  int port() {
    return socket.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Connections whose script has not ended. */
  int openConnections() {
    return openConnections.get();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      socket.close();
      for (Socket open : accepted) {
        open.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

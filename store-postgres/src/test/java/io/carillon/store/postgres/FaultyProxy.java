package io.carillon.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server, and at a moment that a test chooses ends a connection, or
 * lets it hang as when the network is gone: neither side hears anything any more, not even that the
 * other one has given up.
 */
final class FaultyProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int serverPort;
  private final AtomicReference<@Nullable Fault> fault = new AtomicReference<>();
  private final Queue<Link> links = new ConcurrentLinkedQueue<>();
  private volatile boolean refuses;
  final AtomicInteger faults = new AtomicInteger();

  private record Fault(String answer, boolean hangs) {}

  private static final class Link implements AutoCloseable {
    final Socket client;
    final Socket server;
    volatile boolean hangs;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    @Override
    public void close() throws IOException {
      try (client) {
        server.close();
      }
    }
  }

  FaultyProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The next answer that has the text is not passed on: its connection ends instead. */
  void cutAtAnswer(String text) {
    fault.set(new Fault(text, false));
  }

  /** The next answer that has the text is not passed on, nor is anything after it. */
  void hangAtAnswer(String text) {
    fault.set(new Fault(text, true));
  }

  /** Nothing is passed on any more of connections that there are; new ones are well. */
  void hang() {
    links.forEach(link -> link.hangs = true);
  }

  /**
   * Whether new connections end at once, as when the server is down; those that there are go on.
   */
  void refuse(boolean refuses) {
    this.refuses = refuses;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        if (refuses) {
          client.close();
          continue;
        }
        Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
        links.add(link);
        Thread.ofVirtual().start(() -> pass(link, link.client, link.server));
        Thread.ofVirtual().start(() -> pass(link, link.server, link.client));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void pass(Link link, Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[65_536];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        Fault next = fault.get();
        if (from.equals(link.server)
            && next != null
            && new String(buffer, 0, n, StandardCharsets.ISO_8859_1).contains(next.answer)
            && fault.compareAndSet(next, null)) {
          faults.incrementAndGet();
          link.hangs = next.hangs;
          if (!next.hangs) {
            break;
          }
        }
        if (!link.hangs) {
          out.write(buffer, 0, n);
        }
      }
    } catch (IOException _) {
      // Either side ended the connection.
    }
    if (!link.hangs) {
      end(link);
    }
  }

  private static void end(Link link) {
    try {
      link.close();
    } catch (IOException _) {
      // It has ended.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    links.forEach(FaultyProxy::end);
  }
}

package io.carillon.server.fuzz;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends requests as they are, over one connection as long as the server keeps that. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MS = 15_000;
  private static final int LINE_BYTES_MAX = 100_000;

  private final int port;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  Wire(int port) {
    this.port = port;
  }

  /**
   * Sends and reads the answer; of an endless one only its head.
   *
   * @throws IOException when no whole answer comes
   */
  Got exchange(Sent sent) throws IOException {
    Socket open = open();
    try {
      open.getOutputStream().write(Bytes.raw(sent.bytes(port)));
      Got got = read(sent.method());
      boolean isOver =
          got.header("Connection").equalsIgnoreCase("close")
              || got.mediaType().equals("text/event-stream")
              // Where a request ends that says so twice or wrongly is anybody's guess.
              || sent.has("Content-Length")
              || sent.has("Transfer-Encoding")
              || sent.has("Upgrade");
      if (isOver) {
        close();
      }
      return got;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Socket open() throws IOException {
    Socket known = socket;
    if (known != null) {
      return known;
    }
    Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
    opened.setTcpNoDelay(true);
    opened.setSoTimeout(PATIENCE_MS);
    in = new BufferedInputStream(opened.getInputStream());
    socket = opened;
    return opened;
  }

  private Got read(String method) throws IOException {
    int status = 100;
    List<String> headers = List.of();
    while (status < 200) {
      String[] line = line().split(" ", 3);
      if (line.length < 2 || !line[0].startsWith("HTTP/1.") || !line[1].matches("[1-9][0-9]{2}")) {
        throw new IOException("not a status line: " + String.join(" ", line));
      }
      status = Integer.parseInt(line[1]);
      headers = headers();
    }
    Got head = new Got(status, headers, "");
    boolean isEmpty = method.equals("HEAD") || status == 204 || status == 304;
    return isEmpty ? head : new Got(status, headers, body(head));
  }

  private List<String> headers() throws IOException {
    List<String> headers = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.add(line);
    }
    return headers;
  }

  private String body(Got head) throws IOException {
    if (head.mediaType().equals("text/event-stream")) {
      return "";
    }
    if (head.header("Transfer-Encoding").equals("chunked")) {
      return chunks();
    }
    String length = head.header("Content-Length");
    if (!length.matches("[0-9]{1,9}")) {
      throw new IOException("an answer without an end: " + head);
    }
    return bytes(Integer.parseInt(length));
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.append(bytes(size));
      line();
    }
    line();
    return body.toString();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("an answer cut short");
    }
    return Bytes.of(bytes);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > LINE_BYTES_MAX) {
        throw new EOFException("no answer, or a broken head: " + line);
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    Socket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }
}

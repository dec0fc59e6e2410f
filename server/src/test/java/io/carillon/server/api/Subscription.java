package io.carillon.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A subscriber of the event stream; its lines come in while it is open. */
final class Subscription implements AutoCloseable {
  final List<String> lines = new CopyOnWriteArrayList<>();
  final HttpResponse<Stream<String>> response;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param headers names and values in turn
   */
  Subscription(TestServer server, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/events"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      response = client.send(request.build(), BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Thread.startVirtualThread(this::read);
  }

  private void read() {
    try {
      response.body().forEach(lines::add);
      lines.add("ended");
    } catch (UncheckedIOException e) {
      // Closing ends the stream; a test that waits for a line then fails by itself.
      lines.add("closed");
    }
  }

  boolean has(String line) {
    return lines.contains(line);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

package io.carillon.server.api;

import io.carillon.server.Carillon;
import io.carillon.server.config.ConfigSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A real server in this process, on a port of its own. */
public final class TestServer implements AutoCloseable {
  private final Carillon carillon;

  private TestServer(Carillon carillon) {
    this.carillon = carillon;
  }

  /** Starts a server whose store is in the folder; settings by their flags' names. */
  public static TestServer start(Path folder, Map<String, String> settings) throws IOException {
    Map<String, String> flags = new TreeMap<>();
    flags.put("http-port", "0");
    flags.put("store-url", "jdbc:sqlite:" + folder.resolve("carillon.db"));
    flags.put("node-name", "test");
    flags.put("shutdown-grace-ms", "2000");
    flags.putAll(settings);
    Carillon carillon = Carillon.start(ConfigSources.read(flags, Map.of()));
    if (!carillon.awaitReady(Duration.ofSeconds(20))) {
      carillon.close();
      throw new IOException("the server did not get ready");
    }
    return new TestServer(carillon);
  }

  public Client client() {
    return new Client(carillon.url());
  }

  public String url() {
    return carillon.url();
  }

  public int port() {
    return carillon.port();
  }

  @Override
  public void close() {
    carillon.close();
  }
}

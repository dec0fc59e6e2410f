package io.carillon.server.main;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.server.config.ConfigError;
import io.carillon.server.config.ConfigSources;
import io.carillon.server.config.HttpConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Asks a running server whether it is ready, for health checks of containers, which have no other
 * HTTP client.
 */
@Command(
    name = "health",
    description = "Asks a running server whether it is ready, and prints its answer.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0: ready, 1: not ready or no answer, 2: a setting or an option is wrong."
    })
final class HealthCommand implements Callable<Integer> {
  private static final String READY = "/api/v1/health/ready";
  private static final int TIMEOUT_MS = 3_000;
  private static final int NOT_READY = 1;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The server (default: the one that serve would start with the same settings).")
  private @Nullable String url;

  @Mixin private final ConfigFlag config = new ConfigFlag();

  @Spec private CommandSpec spec = CommandSpec.create();
  private final Map<String, String> environment;

  HealthCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try {
      return ask(URI.create((url == null ? ownUrl() : givenUrl(url)) + READY));
    } catch (ConfigError | IllegalArgumentException e) {
      spec.commandLine().getErr().println("carillon health: " + e.getMessage());
      return ExitCode.USAGE;
    } catch (IOException e) {
      spec.commandLine().getErr().println("carillon health: no answer: " + e.getMessage());
      return NOT_READY;
    }
  }

  private int ask(URI ready) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection(Proxy.NO_PROXY);
    if (url == null && connection instanceof HttpsURLConnection secure) {
      believe(secure);
    }
    connection.setConnectTimeout(TIMEOUT_MS);
    connection.setReadTimeout(TIMEOUT_MS);
    int status = connection.getResponseCode();
    boolean isReady = status == HttpURLConnection.HTTP_OK;
    try (InputStream body = isReady ? connection.getInputStream() : connection.getErrorStream()) {
      if (body != null) {
        spec.commandLine().getOut().println(new String(body.readAllBytes(), UTF_8));
      }
    }
    return isReady ? ExitCode.OK : NOT_READY;
  }

  private static String givenUrl(String url) {
    if (!url.matches("(?i)https?://[^/].*")) {
      throw new IllegalArgumentException(
          "--url: must begin with http:// or https://, and name a host");
    }
    return url.replaceFirst("/+$", "");
  }

  /** A server that listens on every address also listens on loopback. */
  private String ownUrl() {
    HttpConfig http = ConfigSources.read(config.flags(), environment).http();
    if (http.port() == 0) {
      throw new IllegalArgumentException("http-port is 0, so only --url can tell which it is");
    }
    InetAddress address = http.address();
    return http.url(
        (address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address).getHostAddress(),
        http.port());
  }

  /**
   * Its certificate is for the name that others call it by, and nothing secret is said: whoever
   * answers on this machine's own port is believed, as without TLS.
   */
  private static void believe(HttpsURLConnection connection) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      connection.setSSLSocketFactory(context.getSocketFactory());
      connection.setHostnameVerifier((_, _) -> true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

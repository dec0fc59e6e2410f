package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page at the root and its files. */
@SuppressWarnings("NullAway.Init") // set before each test
class DashboardTest {
  private static final Pattern FILE = Pattern.compile("(?:src|href)=\"\\./assets/([^\"]+)\"");
  private static final Pattern NONCE =
      Pattern.compile("name=\"csp-nonce\" content=\"([A-Za-z0-9+/=]+)\"");

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start(folder, Map.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private List<String> filesOfThePage() {
    List<String> files = new ArrayList<>();
    Matcher file = FILE.matcher(text(get("/")));
    while (file.find()) {
      files.add(file.group(1));
    }
    return files;
  }

  @Test
  void eachPageHasANonceOfItsOwnAndAllowsNothingElse() {
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> page = get("/");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
      assertThat(header(page, "cache-control")).isEqualTo("no-store");
      Matcher nonce = NONCE.matcher(text(page));
      assertThat(nonce.find()).isTrue();
      String policy = header(page, "content-security-policy");
      assertThat(policy)
          .contains("default-src 'none'", "script-src 'self';", "'nonce-" + nonce.group(1) + "'")
          .doesNotContain("unsafe", "http:", "https:", "*");
      nonces.add(nonce.group(1));
    }
    assertThat(nonces).hasSize(3);
  }

  @Test
  void itsFilesAreKeptForGoodAndComeSmaller() throws IOException {
    List<String> files = filesOfThePage();
    assertThat(files).hasSizeGreaterThan(1);
    for (String name : files) {
      HttpResponse<byte[]> plain = get("/assets/" + name);
      assertThat(plain.statusCode()).as(name).isEqualTo(200);
      assertThat(header(plain, "content-encoding")).isEmpty();
      assertThat(header(plain, "x-content-type-options")).isEqualTo("nosniff");
      HttpResponse<byte[]> small = get("/assets/" + name, "Accept-Encoding", "br, gzip");
      assertThat(header(small, "content-encoding")).isEqualTo("gzip");
      assertThat(header(small, "vary")).isEqualTo("Accept-Encoding");
      assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
          .isEqualTo(plain.body());
      String kept = name.endsWith(".svg") ? "no-cache" : "public, max-age=31536000, immutable";
      assertThat(header(plain, "cache-control")).as(name).isEqualTo(kept);
    }
    assertThat(header(get("/assets/licences.txt"), "content-type"))
        .isEqualTo("text/plain; charset=utf-8");
  }

  @Test
  void nothingElseIsServed() {
    for (String path :
        List.of(
            "/assets/none.js",
            "/assets/..%2findex.html",
            "/assets/%2e%2e%2f%2e%2e%2fserver%2fcontract%2fopenapi.yaml",
            "/assets/.",
            "/assets/index",
            "/index.html",
            "/assets/")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  /** Signing in is the page's own matter: it needs no key to be shown. */
  @Test
  void itIsThereWithoutAKey() {
    server.client().post("/keys", "{\"name\": \"admin\", \"scope\": \"admin\"}").expect(201);
    assertThat(get("/").statusCode()).isEqualTo(200);
    assertThat(get("/assets/" + filesOfThePage().getFirst()).statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/jobs").statusCode()).isEqualTo(401);
  }
}

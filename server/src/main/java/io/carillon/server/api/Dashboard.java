package io.carillon.server.api;

import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The dashboard: a page and its files, whose names change with what is in them. Everything on it
 * comes from this server. Thread-safe.
 */
final class Dashboard {
  /** Where the page is told the nonce that its library's style elements carry. */
  private static final String NONCE = "__CSP_NONCE__";

  private static final int NONCE_BYTES = 16;
  private static final String FOLDER = "/io/carillon/dashboard/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

  /** Names with a hash in them, as the build gives all that changes. */
  private static final Pattern HASHED = Pattern.compile(".*-[A-Za-z0-9_-]{8}\\.(js|css)");

  private static final String FOR_GOOD = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  private final SecureRandom random = new SecureRandom();
  private final String page;

  /** Those that were asked for; there are no more than the build made. */
  private final Map<String, Packed> files = new ConcurrentHashMap<>();

  Dashboard() {
    page = new String(PageFiles.get(FOLDER + "index.html"), StandardCharsets.UTF_8);
  }

  /** A file as it is, and made smaller for those who take it so. */
  private record Packed(Answer plain, Answer gzip) {}

  Answer page() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().encodeToString(bytes);
    byte[] body = page.replace(NONCE, nonce).getBytes(StandardCharsets.UTF_8);
    return Answer.of(200, "text/html; charset=utf-8", body)
        .with(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"
                + nonce
                + "'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'none'");
  }

  Answer file(Request request) {
    String name = request.parameters().text("file");
    Packed file = files.get(name);
    if (file == null) {
      byte[] content =
          NAME.matcher(name).matches() ? PageFiles.find(FOLDER + "assets/" + name) : null;
      if (content == null) {
        throw Problem.of(ProblemCode.UNKNOWN_ROUTE, null).exception();
      }
      file = packed(name, content);
      files.put(name, file);
    }
    String accepted = request.parameters().textOrNull("Accept-Encoding");
    return accepted != null && accepted.contains("gzip") ? file.gzip : file.plain;
  }

  private static Packed packed(String name, byte[] content) {
    return new Packed(
        answer(name, content), answer(name, gzip(content)).with("Content-Encoding", "gzip"));
  }

  private static Answer answer(String name, byte[] content) {
    return Answer.of(200, PageFiles.typeOf(name), content)
        .with("Cache-Control", HASHED.matcher(name).matches() ? FOR_GOOD : ASK_AGAIN)
        .with("Vary", "Accept-Encoding");
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}

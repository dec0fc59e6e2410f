package io.carillon.core;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a job calls. Immutable.
 *
 * @param api absolute http or https URL with a host and without user info
 * @param method an HTTP method in upper case
 * @param headers extra headers; names keep the user's spelling. See {@link HeaderRules}
 * @param body the request body, or null: with POST, PUT and PATCH the invoker then sends a small
 *     JSON envelope
 */
public record Target(URI api, String method, Map<String, String> headers, @Nullable Body body) {
  public static final int URL_CHARS_MAX = 4_096;

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

  /**
   * A request body. Placeholders such as <code>{{executionId}}</code> are filled in at each
   * attempt.
   *
   * @param text the body as it is sent
   * @param json whether the user gave JSON (a text otherwise); only its echo in the API differs
   */
  public record Body(String text, boolean json) {
    public static final int CHARS_MAX = 262_144;

    public Body {
      Invalid.unless(
          text.length() <= CHARS_MAX, "body", "must have at most " + CHARS_MAX + " characters");
    }

    @Override
    public String toString() {
      return text.length() + " characters";
    }
  }

  public Target {
    checkUrl(api, "api");
    Invalid.unless(
        METHODS.contains(method),
        "method",
        "must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    headers = Map.copyOf(headers);
    HeaderRules.check(headers);
  }

  /** Throws {@link Invalid} unless the URL is one that Carillon calls. */
  public static void checkUrl(URI url, String field) {
    Invalid.unless(
        url.toString().length() <= URL_CHARS_MAX,
        field,
        "must have at most " + URL_CHARS_MAX + " characters");
    Invalid.unless(
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()),
        field,
        "must be an absolute http or https URL");
    Invalid.unless(
        url.getHost() != null && !url.getHost().isEmpty(),
        field,
        hasUnderscore(url) ? "must name a host without an underscore" : "must name a host");
    Invalid.unless(url.getRawUserInfo() == null, field, "must not carry user info");
    Invalid.unless(url.getPort() != 0 && url.getPort() <= 65_535, field, "has a bad port");
  }

  /** A host that has one is none to {@link URI}. */
  private static boolean hasUnderscore(URI url) {
    String authority = url.getRawAuthority();
    return authority != null && authority.indexOf('_', authority.lastIndexOf('@') + 1) >= 0;
  }

  /** Whether a body is sent with the method. */
  public static boolean carriesBody(String method) {
    return !WITHOUT_BODY.contains(method);
  }

  /** Where the calls go: the unit of limits. */
  public Destination destination() {
    return Destination.of(api);
  }

  /** Only what holds no secret. */
  @Override
  public String toString() {
    return method + " " + destination();
  }
}

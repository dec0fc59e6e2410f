package io.carillon.core;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a user may add to a call: RFC 9110 tokens that do not steer the connection. */
public final class HeaderRules {
  public static final int COUNT_MAX = 64;
  public static final int CHARS_MAX = 8_192;

  /**
   * What is shown in the place of every value, as it may be a secret; no value itself. See
   * docs/adr/0019.
   */
  public static final String HIDDEN = "[redacted]";

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "idempotency-key");
  private static final Set<String> RESERVED_PREFIXES = Set.of("proxy-", "webhook-", "carillon-");

  private HeaderRules() {}

  /** Throws {@link Invalid} naming the first header that is not allowed. */
  public static void check(Map<String, String> headers) {
    Invalid.unless(
        headers.size() <= COUNT_MAX, "headers", "must have at most " + COUNT_MAX + " entries");
    headers.forEach(HeaderRules::check);
  }

  private static void check(String name, String value) {
    String field = "headers." + name;
    Invalid.unless(TOKEN.matcher(name).matches(), "headers", "a header name must be a token");
    String lower = name.toLowerCase(Locale.ROOT);
    Invalid.unless(
        !RESERVED.contains(lower) && RESERVED_PREFIXES.stream().noneMatch(lower::startsWith),
        field,
        "is set by Carillon and cannot be given");
    Invalid.unless(
        !value.equals(HIDDEN),
        field,
        "stands for a stored value, and there is none for this host: give the value itself");
    Invalid.unless(
        value.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c <= 0xFF && c != 0x7F)),
        field,
        "must be visible Latin-1 characters");
    Invalid.unless(
        name.length() + value.length() <= CHARS_MAX,
        field,
        "must have at most " + CHARS_MAX + " characters");
  }
}

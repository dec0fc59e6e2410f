package io.carillon.queue.redis;

import io.carillon.core.Invalid;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a URL of {@link RedisConfig}.
 *
 * @param servers the one to use, or the sentinels that know it
 * @param db the number of the database
 * @param master the name under which sentinels know the server; null without sentinels
 */
record RedisUrl(
    boolean tls,
    List<Address> servers,
    @Nullable String user,
    @Nullable String password,
    int db,
    @Nullable String master) {

  /** How many sentinels may be named. */
  static final int SENTINELS_MAX = 16;

  private static final int DB_MAX = 65_535;

  private static final String FORM =
      "must be like redis://[user:password@]host[:port][/db], rediss://..., or"
          + " redis-sentinel://[user:password@]host[:port],host[:port][/db]?master=name";

  private static final Pattern URL =
      Pattern.compile(
          "redis(?<tls>s?)(?<sentinel>-sentinel)?://(?:(?<login>[^@/?#]*)@)?(?<servers>[^@/?#]+)"
              + "(?:/(?<db>\\d{0,5}))?(?:\\?master=(?<master>[A-Za-z0-9_.:-]{1,128}))?");

  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9.-]+)(?::(\\d{1,5}))?");

  /** Where a server listens. */
  record Address(String host, int port) {
    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * Reads one.
   *
   * @throws Invalid without the URL in it, as it may hold a password
   */
  static RedisUrl parse(String url) {
    Matcher parts = URL.matcher(url);
    Invalid.unless(parts.matches(), "url", FORM);
    boolean sentinel = parts.group("sentinel") != null;
    String master = parts.group("master");
    Invalid.unless(
        sentinel == (master != null),
        "url",
        "must name a master if and only if it is a sentinel's");
    List<Address> servers = servers(parts.group("servers"), sentinel ? 26_379 : 6_379);
    Invalid.unless(
        servers.size() <= (sentinel ? SENTINELS_MAX : 1),
        "url",
        "must name one server, or 1 to " + SENTINELS_MAX + " sentinels");
    String db = parts.group("db");
    int number = db == null || db.isEmpty() ? 0 : Integer.parseInt(db);
    Invalid.unless(number <= DB_MAX, "url", "must have a database of 0 to " + DB_MAX);
    String login = parts.group("login") == null ? "" : parts.group("login");
    int colon = login.indexOf(':');
    String user = colon < 0 ? login : login.substring(0, colon);
    String password = colon < 0 ? "" : login.substring(colon + 1);
    return new RedisUrl(
        !parts.group("tls").isEmpty(), servers, decoded(user), decoded(password), number, master);
  }

  private static List<Address> servers(String list, int usualPort) {
    List<Address> servers = new ArrayList<>();
    for (String one : list.split(",", -1)) {
      Matcher server = SERVER.matcher(one);
      Invalid.unless(server.matches() && isHost(server.group(1)), "url", FORM);
      int port = server.group(2) == null ? usualPort : Integer.parseInt(server.group(2));
      Invalid.unless(port >= 1 && port <= 65_535, "url", "must have a port of 1 to 65535");
      servers.add(new Address(server.group(1).replaceAll("[\\[\\]]", ""), port));
    }
    return List.copyOf(servers);
  }

  /** The client takes the names that Java's own parser takes: none with an underscore. */
  private static boolean isHost(String name) {
    try {
      return new URI("redis://" + name + ":1").getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static @Nullable String decoded(String part) {
    try {
      return part.isEmpty()
          ? null
          : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new Invalid("url", "must have user and password in percent-encoding");
    }
  }

  RedisUrl withPassword(String given) {
    return new RedisUrl(tls, servers, user, given, db, master);
  }

  /** Without user and password. */
  @Override
  public String toString() {
    List<String> places = servers.stream().map(Address::toString).toList();
    return (tls ? "rediss" : "redis")
        + (master == null ? "" : "-sentinel")
        + "://"
        + String.join(",", places)
        + "/"
        + db
        + (master == null ? "" : "?master=" + master);
  }
}

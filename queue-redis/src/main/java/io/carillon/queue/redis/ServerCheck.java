package io.carillon.queue.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a server can be used, by what it says of itself. */
final class ServerCheck {
  private static final Pattern VERSION =
      Pattern.compile("^redis_version:((\\d{1,4})\\.(\\d{1,4})\\S*)", Pattern.MULTILINE);
  private static final Pattern ROLE = Pattern.compile("^role:(\\w+)", Pattern.MULTILINE);

  private ServerCheck() {}

  /**
   * Judges one.
   *
   * @param server the answer to {@code INFO server}
   * @param replication the answer to {@code INFO replication}
   * @return why it cannot be used, or null
   */
  static @Nullable String objection(String server, String replication) {
    Matcher version = VERSION.matcher(server);
    if (!version.find()) {
      return "it does not tell its version";
    }
    int major = Integer.parseInt(version.group(2));
    int minor = Integer.parseInt(version.group(3));
    if (major < 6 || (major == 6 && minor < 2)) {
      return "Redis 6.2 or newer is needed, and it is " + version.group(1);
    }
    Matcher role = ROLE.matcher(replication);
    return role.find() && !role.group(1).equals("master") ? "it is a replica" : null;
  }
}

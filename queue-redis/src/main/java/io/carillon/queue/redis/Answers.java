package io.carillon.queue.redis;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.List;

/** What the server's refusals mean. The client puts {@code ERR [n]} before those of a batch. */
final class Answers {
  private Answers() {}

  static long number(Response answer) {
    return Long.parseLong(answer.toString());
  }

  /** Whether the server has answered with this error. */
  static boolean isError(Throwable cause, String code) {
    return isError(cause) && (" " + cause.getMessage()).contains(" " + code + " ");
  }

  private static boolean isError(Throwable cause) {
    return cause instanceof Response response && response.type() == ResponseType.ERROR;
  }

  /** Whether the server itself has refused something. The client tells of a lost connection so. */
  static boolean isRefusal(Throwable cause) {
    return isError(cause) && !message(cause).contains("CONNECTION_CLOSED");
  }

  /** In one line: of a batch the client tells the error of each command in a line of its own. */
  static String message(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    List<String> lines = message.lines().toList();
    return lines.size() < 2 ? message : lines.getFirst() + ", and " + (lines.size() - 1) + " more";
  }

  /**
   * There is no such stream or group: it is the first use, or the server has forgotten everything,
   * maybe while a read was waiting.
   */
  static boolean isNoGroup(Throwable cause) {
    return isError(cause, "NOGROUP") || isError(cause, "UNBLOCKED");
  }

  /** Another node was quicker to make the group. */
  static boolean isGroupThere(Throwable cause) {
    return isError(cause, "BUSYGROUP");
  }

  /** Whether nothing is wrong with the connection and its server. */
  static boolean isExpected(Throwable cause) {
    return isNoGroup(cause) || isGroupThere(cause);
  }
}

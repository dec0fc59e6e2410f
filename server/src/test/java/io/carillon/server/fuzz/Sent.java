package io.carillon.server.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request, byte for byte; see {@link Bytes}. Immutable.
 *
 * @param path with what stands before the question mark
 * @param query its pairs as they are sent
 * @param headers whole lines; Host and Content-Length are added where they are not given
 * @param body null for none
 */
record Sent(
    String method, String path, List<String> query, List<String> headers, @Nullable Body body) {

  /**
   * A body that can be cut down part by part.
   *
   * @param members what stands between open and close, one after the other
   */
  record Body(String open, List<String> members, String separator, String close) {
    static Body of(String bytes) {
      return new Body(bytes, List.of(), "", "");
    }

    String bytes() {
      return open + String.join(separator, members) + close;
    }
  }

  String target() {
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  boolean has(String header) {
    return headers.stream().anyMatch(line -> isNamed(line, header));
  }

  private static boolean isNamed(String line, String header) {
    return line.regionMatches(true, 0, header + ":", 0, header.length() + 1);
  }

  /** The whole request as it goes over the wire. */
  String bytes(int port) {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(target()).append(" HTTP/1.1\r\n");
    if (!has("Host")) {
      text.append("Host: 127.0.0.1:").append(port).append("\r\n");
    }
    headers.forEach(line -> text.append(line).append("\r\n"));
    String content = body == null ? "" : body.bytes();
    if (body != null && !has("Content-Length") && !has("Transfer-Encoding")) {
      text.append("Content-Length: ").append(content.length()).append("\r\n");
    }
    return text.append("\r\n").append(content).toString();
  }

  /** The same request for a shell: curl where curl can send it, a plain socket otherwise. */
  String forShell(int port) {
    boolean isForCurl =
        method.matches("[A-Z]+")
            && !method.equals("CONNECT")
            && target().matches("/[!-~]*")
            && headers.stream().allMatch(line -> line.matches("[A-Za-z-]+: [ -~]*[!-~]"))
            && !has("Content-Length")
            && !has("Transfer-Encoding");
    if (!isForCurl) {
      return "printf " + Bytes.forPrintf(bytes(port)) + " | nc -w 5 127.0.0.1 " + port;
    }
    StringBuilder text = new StringBuilder();
    if (body != null) {
      text.append("printf ").append(Bytes.forPrintf(body.bytes())).append(" | ");
    }
    text.append("curl -isg --path-as-is ");
    text.append(method.equals("HEAD") ? "-I" : "-X " + method);
    if (body != null && headers.stream().noneMatch(line -> isNamed(line, "Content-Type"))) {
      text.append(" -H 'Content-Type;'");
    }
    headers.forEach(line -> text.append(" -H ").append(quoted(line)));
    if (body != null) {
      text.append(" --data-binary @-");
    }
    return text.append(' ').append(quoted("http://127.0.0.1:" + port + target())).toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Requests that are a part of this one, each by one part smaller. */
  List<Sent> smaller() {
    List<Sent> all = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      all.add(new Sent(method, path, query, without(headers, i), body));
    }
    for (int i = 0; i < query.size(); i++) {
      all.add(new Sent(method, path, without(query, i), headers, body));
    }
    if (body != null) {
      all.add(new Sent(method, path, query, headers, null));
      for (int i = 0; i < body.members().size(); i++) {
        Body less =
            new Body(body.open(), without(body.members(), i), body.separator(), body.close());
        all.add(new Sent(method, path, query, headers, less));
      }
    }
    return all;
  }

  private static List<String> without(List<String> items, int index) {
    List<String> rest = new ArrayList<>(items);
    rest.remove(index);
    return List.copyOf(rest);
  }
}

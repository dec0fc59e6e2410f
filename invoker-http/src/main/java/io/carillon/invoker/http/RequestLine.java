package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** The first line of a request. */
final class RequestLine {
  private RequestLine() {}

  static RequestOptions of(String method, URI url) {
    return new RequestOptions()
        .setMethod(HttpMethod.valueOf(method))
        .setURI(pathAndQuery(url))
        .setFollowRedirects(false);
  }

  /** The value of the Host header: without the port that the scheme implies. */
  static String host(Destination destination) {
    String host = HostName.withoutFinalDot(destination.host());
    int implied = destination.scheme().equals("https") ? 443 : 80;
    return destination.port() == implied ? host : host + ":" + destination.port();
  }

  /** Path and query exactly as the URL gives them; only characters beyond ASCII are escaped. */
  static String pathAndQuery(URI url) {
    String text = url.toASCIIString();
    int fragment = text.indexOf('#');
    int end = fragment < 0 ? text.length() : fragment;
    int authority = text.indexOf("//") + 2;
    int from = authority;
    while (from < end && text.charAt(from) != '/' && text.charAt(from) != '?') {
      from++;
    }
    String rest = text.substring(from, end);
    return rest.startsWith("/") ? rest : "/" + rest;
  }
}

package io.carillon.server.config;

import io.carillon.core.Destination;
import io.carillon.core.Target;
import io.carillon.tls.PemFiles;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which destination is shown which certificate. */
final class ClientCertificates {
  private static final Pattern ITEM =
      Pattern.compile(
          "((?:\\[[0-9A-Fa-f:.]+]|[0-9A-Za-z.-]+)(?::[0-9]{1,5})?)\\s*=([^:]+):([^:]+)");

  private ClientCertificates() {}

  /** Reads {@code host[:port]=certificate:key} with commas between; the port is that of https. */
  static Map<Destination, PemFiles> parse(String text) {
    Map<Destination, PemFiles> certificates = new LinkedHashMap<>();
    for (String item : Parsers.items(text)) {
      Matcher parts = ITEM.matcher(item);
      if (!parts.matches()) {
        throw new IllegalArgumentException("must be made of host:port=certificate:key");
      }
      URI url = URI.create("https://" + parts.group(1));
      Target.checkUrl(url, "it");
      Destination destination = Destination.of(url);
      PemFiles files =
          new PemFiles(Parsers.path(parts.group(2).strip()), Parsers.path(parts.group(3).strip()));
      if (certificates.put(destination, files) != null) {
        throw new IllegalArgumentException("must not name " + destination + " twice");
      }
    }
    return certificates;
  }
}

package io.carillon.benchmarks.peers;

/** The call ports of the receiver; jobs go round them, as in Carillon's own benchmarks. */
record Targets(int firstPort, int ports) {
  static final String HOST = "127.0.0.1";
  static final String PATH = "/hook";

  Targets {
    if (firstPort < 1 || ports < 1 || firstPort + ports - 1 > 65_535) {
      throw new IllegalArgumentException("no such ports: " + ports + " from " + firstPort);
    }
  }

  int port(int job) {
    return firstPort + job % ports;
  }

  String url(int job) {
    return "http://" + HOST + ":" + port(job) + PATH;
  }
}

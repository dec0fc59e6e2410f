package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A machine of its own on the network, as far as its processes can see: a network namespace of
 * Linux, with links to this one that can be pulled. What is sent over such a link is gone, and
 * nobody is told. Needs the right to make one (root).
 */
final class Network implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Interface names have 15 characters at most. */
  private final String name =
      "cr%dn%d".formatted(ProcessHandle.current().pid() % 100_000, NUMBER.getAndIncrement());

  private final List<Integer> links = new ArrayList<>();

  private Network() {}

  private static boolean isAllowed() throws IOException {
    return isRoot() && ip("netns", "list") == 0;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /**
   * Makes one; a test that may not is skipped.
   *
   * @param count how many links it has, each an address, from 0
   */
  static Network create(int count) throws IOException {
    assumeThat(isAllowed()).as("may make a network namespace").isTrue();
    Network network = new Network();
    network.run("netns", "add", network.name);
    network.inside("link", "set", "lo", "up");
    for (int i = 0; i < count; i++) {
      network.link(NUMBER.getAndIncrement());
    }
    return network;
  }

  private void link(int number) throws IOException {
    links.add(number);
    String here = "%sh%d".formatted(name, number);
    String there = there(number);
    run("link", "add", here, "type", "veth", "peer", "name", there, "netns", name);
    run("addr", "add", "10.213.%d.1/30".formatted(number), "dev", here);
    run("link", "set", here, "up");
    inside("addr", "add", "10.213.%d.2/30".formatted(number), "dev", there);
    inside("link", "set", there, "up");
  }

  private String there(int number) {
    return "%st%d".formatted(name, number);
  }

  /** Of the machine, over one of its links. */
  String address(int link) {
    return "10.213.%d.2".formatted(links.get(link));
  }

  /** Where a server on the machine sees this one. */
  static String peers() {
    return "10.213.0.0/16";
  }

  void cut(int link) throws IOException {
    inside("link", "set", there(links.get(link)), "down");
  }

  void heal(int link) throws IOException {
    inside("link", "set", there(links.get(link)), "up");
  }

  /** Before a command that is to run on the machine. */
  List<String> prefix() {
    return List.of("nsenter", "--net=" + Path.of("/run/netns", name));
  }

  private void inside(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("-n", name));
    all.addAll(List.of(words));
    run(all.toArray(String[]::new));
  }

  private void run(String... words) throws IOException {
    assertThat(ip(words)).as("ip %s", String.join(" ", words)).isZero();
  }

  private static int ip(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** Its links go with it, once no process is left in it. */
  @Override
  public void close() throws IOException {
    run("netns", "del", name);
  }
}

package io.carillon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import io.carillon.server.main.Main;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;

/** The server, which answers each line on its standard input with what it has allocated so far. */
public final class CountingServer {
  /** Stands before the bytes of all threads since the start, ended ones included. */
  static final String ALLOCATED = "allocated bytes: ";

  private CountingServer() {}

  /** Runs the command as {@link Main} does. */
  public static void main(String[] arguments) {
    Thread.ofPlatform().daemon().name("counting").start(CountingServer::answer);
    Main.main(arguments);
  }

  private static void answer() {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    new BufferedReader(new InputStreamReader(System.in, UTF_8))
        .lines()
        .forEach(_ -> System.out.println(ALLOCATED + threads.getTotalThreadAllocatedBytes()));
  }
}

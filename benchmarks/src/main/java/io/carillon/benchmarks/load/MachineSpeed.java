package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * How fast the machine is now, by two pieces of work that are always the same. A virtual machine
 * may have half its speed an hour later, so numbers of two runs say little without it.
 */
final class MachineSpeed {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int SLICES = 9;
  private static final int BLOCKS_OF_SLICE = 40;
  private static final int ROUND_TRIPS = 4_000;

  private MachineSpeed() {}

  /**
   * Takes about half a second on an idle machine.
   *
   * @return {@code sha256MbPerS}: a processor's, the median of some slices; {@code
   *     loopbackRoundTripMicros}: the median of a byte there and back between two threads, which is
   *     what the kernel and a wake-up cost
   */
  static ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sha256MbPerS", Math.round(sha256MbPerS()))
        .put("loopbackRoundTripMicros", Math.round(loopbackRoundTripMicros() * 10) / 10.0);
  }

  private static double sha256MbPerS() {
    byte[] block = new byte[BLOCK_BYTES];
    long[] nanos = new long[SLICES];
    for (int slice = 0; slice < SLICES; slice++) {
      MessageDigest digest = sha256();
      long start = System.nanoTime();
      for (int i = 0; i < BLOCKS_OF_SLICE; i++) {
        digest.update(block);
      }
      digest.digest();
      nanos[slice] = System.nanoTime() - start;
    }
    return BLOCKS_OF_SLICE * (double) BLOCK_BYTES / 1e6 / (median(nanos) / 1e9);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static double loopbackRoundTripMicros() {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket near = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket far = listener.accept()) {
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread echo = Thread.ofPlatform().daemon().name("echo").start(() -> echo(far));
      long[] nanos = new long[ROUND_TRIPS];
      for (int i = 0; i < ROUND_TRIPS; i++) {
        long start = System.nanoTime();
        near.getOutputStream().write(1);
        near.getInputStream().read();
        nanos[i] = System.nanoTime() - start;
      }
      near.shutdownOutput();
      join(echo);
      return median(nanos) / 1e3;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** Until the other side has sent all. */
  private static void echo(Socket socket) {
    try {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

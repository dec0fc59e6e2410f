package io.carillon.invoker.http;

import io.vertx.core.transport.Transport;
import org.jspecify.annotations.Nullable;

/** How the kernel is asked to move bytes. */
public enum SocketTransport {
  /** The first of the others that works here. */
  AUTO,

  /**
   * Linux, unless the container forbids it: one call to the kernel carries the reads and writes of
   * many sockets.
   */
  IO_URING,

  /** Linux. */
  EPOLL,

  /** The JDK's own selector, everywhere. */
  NIO;

  /**
   * What Vert.x is given for it.
   *
   * @throws IllegalArgumentException when it does not work here, with the reason
   */
  public Transport load() {
    return switch (this) {
      case AUTO ->
          works(Transport.IO_URING)
              ? Transport.IO_URING
              : works(Transport.EPOLL) ? Transport.EPOLL : Transport.NIO;
      case IO_URING -> working(Transport.IO_URING);
      case EPOLL -> working(Transport.EPOLL);
      case NIO -> Transport.NIO;
    };
  }

  /** Null when there is no native library for this machine. */
  private static boolean works(@Nullable Transport transport) {
    return transport != null && transport.available();
  }

  private Transport working(@Nullable Transport transport) {
    if (transport != null && transport.available()) {
      return transport;
    }
    Throwable cause = transport == null ? null : transport.unavailabilityCause();
    throw new IllegalArgumentException(
        this + " does not work here" + (cause == null ? "" : ": " + cause.getMessage()), cause);
  }
}

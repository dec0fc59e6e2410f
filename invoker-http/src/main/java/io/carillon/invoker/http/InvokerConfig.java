package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.carillon.core.Invalid;
import io.carillon.tls.PemFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How {@link HttpInvoker} calls. Immutable; the constructors refuse values out of range with {@link
 * IllegalArgumentException} naming the setting.
 *
 * @param version sent as {@code User-Agent: Carillon/<version>}
 * @param eventLoops threads that make calls, 1 to 64
 * @param transport of the sockets to targets
 * @param egress which addresses may be called
 * @param signing what requests are signed with
 */
public record InvokerConfig(
    String version,
    int eventLoops,
    SocketTransport transport,
    Timeouts timeouts,
    Limits limits,
    KeepAlive keepAlive,
    Resolving resolving,
    Tls tls,
    EgressPolicy egress,
    SigningSecrets signing) {
  public static final int EVENT_LOOPS_MAX = 64;

  public InvokerConfig {
    inRange(eventLoops, 1, EVENT_LOOPS_MAX, "eventLoops");
  }

  /** One loop for every two processors, everything else as recorded in the parts' defaults. */
  public static InvokerConfig defaults(String version, EgressPolicy egress) {
    return new InvokerConfig(
        version,
        Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, EVENT_LOOPS_MAX),
        SocketTransport.AUTO,
        Timeouts.DEFAULT,
        Limits.DEFAULT,
        KeepAlive.DEFAULT,
        Resolving.DEFAULT,
        Tls.DEFAULT,
        egress,
        SigningSecrets.NONE);
  }

  /**
   * Bounds of the parts of a call, milliseconds. The whole of it, from the request to the end of
   * the answer, is bounded by the job's own timeout.
   *
   * @param connectMs from asking for a connection to having one, name resolution included. Of
   *     several addresses each gets its share, at least the smaller of a second and half of it;
   *     over TLS each TCP handshake may take all of it
   * @param tlsMs the TLS handshake, on top of connectMs
   * @param firstByteMs from the request to the head of the answer, where shorter than the job's
   *     timeout
   */
  public record Timeouts(int connectMs, int tlsMs, int firstByteMs) {
    public static final Timeouts DEFAULT = new Timeouts(5_000, 5_000, 900_000);

    public Timeouts {
      inRange(connectMs, 1, 60_000, "timeouts.connectMs");
      inRange(tlsMs, 1, 60_000, "timeouts.tlsMs");
      inRange(firstByteMs, 1, 900_000, "timeouts.firstByteMs");
    }
  }

  /**
   * Bounds against hostile or broken targets.
   *
   * @param responseBytesReadMax of a body; what is longer is not read on: the connection is closed
   *     and the status counts
   * @param headerBytesMax of an answer's head; a larger one is a broken answer
   * @param inFlightPerDestinationMax calls of one destination on one loop, waiting ones included;
   *     more fail at once. Keep it above the engine's limit, which is the one that counts
   * @param connectingPerDestinationMax connections being opened to one destination on one loop;
   *     other calls wait for those, or for one that becomes free
   * @param idleConnectionsMax kept open without a call on one loop; more are closed after their
   *     call
   */
  public record Limits(
      int responseBytesReadMax,
      int headerBytesMax,
      int inFlightPerDestinationMax,
      int connectingPerDestinationMax,
      int idleConnectionsMax) {
    public static final Limits DEFAULT = new Limits(1_048_576, 16_384, 8_192, 128, 4_096);

    public Limits {
      inRange(responseBytesReadMax, 1_024, 64 << 20, "limits.responseBytesReadMax");
      inRange(headerBytesMax, 1_024, 1 << 20, "limits.headerBytesMax");
      inRange(inFlightPerDestinationMax, 1, 1 << 20, "limits.inFlightPerDestinationMax");
      inRange(connectingPerDestinationMax, 1, 1 << 16, "limits.connectingPerDestinationMax");
      inRange(idleConnectionsMax, 0, 1 << 20, "limits.idleConnectionsMax");
    }
  }

  /**
   * How long connections live, milliseconds.
   *
   * @param idleMs without a call; the default is below the 5 s after which common servers close, so
   *     that a request seldom meets a connection that is being closed
   * @param ageMaxMs since it was opened; then a new one resolves and judges the name again
   */
  public record KeepAlive(int idleMs, int ageMaxMs) {
    public static final KeepAlive DEFAULT = new KeepAlive(4_000, 300_000);

    public KeepAlive {
      inRange(idleMs, 0, 3_600_000, "keepAlive.idleMs");
      inRange(ageMaxMs, 1, 86_400_000, "keepAlive.ageMaxMs");
    }
  }

  /**
   * Name resolution.
   *
   * @param cacheMs how long addresses of a name are used for new connections
   * @param namesMax names kept
   * @param threadsMax lookups at a time; a name is looked up once at a time. Each blocks a thread
   *     for as long as the name servers do not answer, and more names than these that hang hold up
   *     all
   */
  public record Resolving(int cacheMs, int namesMax, int threadsMax) {
    public static final Resolving DEFAULT = new Resolving(5_000, 10_000, 256);

    public Resolving {
      inRange(cacheMs, 0, 60_000, "resolving.cacheMs");
      inRange(namesMax, 1, 1 << 20, "resolving.namesMax");
      inRange(threadsMax, 1, 1_024, "resolving.threadsMax");
    }
  }

  /**
   * Whom targets are judged by, and who we are to them. Host names are verified in any case.
   *
   * @param trustsSystem whether certificates that the JDK trusts are trusted
   * @param trustCertificates PEM files of certificates that are trusted too, so that a self-signed
   *     target can be trusted on purpose
   * @param clientCertificates what the destination is shown when it asks; others are shown none
   */
  public record Tls(
      boolean trustsSystem,
      List<Path> trustCertificates,
      Map<Destination, PemFiles> clientCertificates) {
    public static final Tls DEFAULT = new Tls(true, List.of(), Map.of());
    public static final int CLIENT_CERTIFICATES_MAX = 100;

    public Tls {
      trustCertificates = List.copyOf(trustCertificates);
      clientCertificates = Map.copyOf(clientCertificates);
      Invalid.unless(
          trustsSystem || !trustCertificates.isEmpty(),
          "trustSystem",
          "may be false only beside certificates that are trusted instead");
      Invalid.unless(
          clientCertificates.size() <= CLIENT_CERTIFICATES_MAX,
          "clientCertificates",
          "may be at most " + CLIENT_CERTIFICATES_MAX);
    }
  }

  private static void inRange(int value, int min, int max, String name) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " must be " + min + " to " + max + ": " + value);
    }
  }
}

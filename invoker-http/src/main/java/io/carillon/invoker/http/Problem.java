package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.carillon.core.port.Outcome.Failure;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * Why a call has no answer, in words for people. Messages are short and carry nothing but the
 * destination, limits and what the protocol says: no headers, no bodies, no resolved addresses.
 */
record Problem(Failure failure, String message) {
  private static final int CAUSES_MAX = 10;

  private static Problem broken(String message) {
    return new Problem(Failure.CONNECTION, message);
  }

  static Problem late(String message) {
    return new Problem(Failure.TIMEOUT, message);
  }

  /** A connection could not be opened. */
  static Problem connecting(Throwable thrown, Destination to, InvokerConfig.Timeouts timeouts) {
    String place = to.host() + ":" + to.port();
    for (Throwable cause : chain(thrown)) {
      switch (cause) {
        case ConnectTimeoutException _ -> {
          return late("no connection within " + timeouts.connectMs() + " ms: " + place);
        }
        case SslHandshakeTimeoutException _ -> {
          return late("TLS: no handshake within " + timeouts.tlsMs() + " ms: " + place);
        }
        case NoRouteToHostException _ -> {
          return broken("no route to host: " + place);
        }
        case ConnectException _ -> {
          return broken(
              says(cause, "refused")
                  ? "connection refused: " + place
                  : says(cause, "unreachable")
                      ? "network unreachable: " + place
                      : "cannot connect: " + place);
        }
        default -> {}
      }
    }
    return chain(thrown).stream().anyMatch(SSLException.class::isInstance)
        ? broken("TLS: " + tls(thrown) + ": " + place)
        : says(thrown, "reset")
            ? broken("connection reset while connecting: " + place)
            : broken("cannot connect: " + place);
  }

  /** The target took the connection and closed it again. */
  static Problem closedAtOnce(Destination to) {
    return broken("connection closed while connecting: " + to.host() + ":" + to.port());
  }

  /** The target took the connection and allows no streams on it. */
  static Problem takesNoCalls(Destination to) {
    return broken("the target takes no calls over HTTP/2: " + to.host() + ":" + to.port());
  }

  private static String tls(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    for (Throwable cause : chain.reversed()) {
      switch (cause) {
        case CertificateExpiredException _ -> {
          return "certificate has expired";
        }
        case CertificateNotYetValidException _ -> {
          return "certificate is not valid yet";
        }
        case CertPathBuilderException _ -> {
          return "certificate is not trusted";
        }
        case CertificateException _
            when says(cause, "subject alternative") || says(cause, "no name matching") -> {
          return "certificate is for another host";
        }
        case NotSslRecordException _ -> {
          return "the target does not speak TLS";
        }
        default -> {}
      }
    }
    for (Throwable cause : chain) {
      if (cause instanceof SSLException && says(cause, "fatal alert")) {
        return "the target refused the handshake";
      }
      if (cause instanceof CertificateException) {
        return "certificate is not trusted";
      }
    }
    return "handshake failed";
  }

  /**
   * A request or its answer was cut off.
   *
   * @param isAnswering whether the head of the answer had arrived
   */
  static Problem calling(Throwable thrown, boolean isAnswering, int headerBytesMax) {
    String before = isAnswering ? " before the answer was complete" : " before an answer came";
    for (Throwable cause : chain(thrown)) {
      switch (cause) {
        case TooLongHttpHeaderException _ -> {
          return broken("the answer's headers exceed " + headerBytesMax + " bytes");
        }
        case TooLongHttpLineException _ -> {
          return broken("not an HTTP answer: the status line is too long");
        }
        case StreamResetException reset -> {
          return broken("stream reset by the target (code " + reset.getCode() + ")" + before);
        }
        case HttpClosedException _,
            ClosedChannelException _,
            PrematureChannelClosureException _ -> {
          return broken("connection closed" + before);
        }
        case DecoderException _ -> {
          return broken("not an HTTP answer");
        }
        case IllegalArgumentException _, IllegalStateException _ -> {
          return broken("not an HTTP answer");
        }
        case IOException _ -> {
          return broken("connection reset" + before);
        }
        default -> {}
      }
    }
    return broken("call failed" + before);
  }

  private static boolean says(Throwable cause, String words) {
    String message = cause.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains(words);
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && chain.size() < CAUSES_MAX; t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }
}

package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.port.Outcome;
import io.carillon.core.port.Outcome.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** What a target does instead of answering, once it has read the request. */
enum Hostility {
  // Answers, of which no more is read than is wanted.
  AN_ENDLESS_BODY(
      it -> {
        it.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        it.writeEndlessly("2000\r\n" + "y".repeat(0x2000) + "\r\n");
      },
      200),
  AN_ENDLESS_BODY_WITHOUT_A_LENGTH(
      it -> {
        it.write("HTTP/1.1 500 No\r\n\r\n");
        it.writeEndlessly("y".repeat(0x2000));
      },
      500),
  A_BODY_OF_2_TO_THE_62_BYTES(
      it -> {
        it.write("HTTP/1.1 200 OK\r\nContent-Length: " + (1L << 62) + "\r\n\r\n");
        it.writeEndlessly("y".repeat(0x2000));
      },
      200),
  A_COMPRESSION_BOMB(bomb("gzip"), 500),
  A_BOMB_THAT_SAYS_DEFLATE(bomb("deflate"), 500),
  A_BOMB_THAT_SAYS_BROTLI(bomb("br"), 500),
  CHUNKS_WITH_EXTENSIONS(
      it -> {
        it.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        it.write(("1;a=" + "b".repeat(1_000) + "\r\nx\r\n").repeat(1_000) + "0\r\n\r\n");
      },
      200),
  MANY_COOKIES(
      saying(
          "HTTP/1.1 200 OK\r\n" + "Set-Cookie: a=b\r\n".repeat(500) + "Content-Length: 0\r\n\r\n"),
      200),
  NUMBERS_THAT_OVERFLOW(
      saying("HTTP/1.1 503 No\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n"),
      503),
  MORE_ANSWERS_THAN_REQUESTS(saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".repeat(3)), 200),
  MORE_BODY_THAN_ITS_LENGTH(
      saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + "x".repeat(1_000)), 200),
  A_BODY_WHERE_NONE_MAY_BE(saying("HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\nhello"), 204),

  // No answers.
  A_LENGTH_AND_CHUNKS(
      saying("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
      Failure.CONNECTION),
  A_NEGATIVE_LENGTH(saying("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"), Failure.CONNECTION),
  A_LENGTH_THAT_OVERFLOWS(
      saying("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nx"),
      Failure.CONNECTION),
  A_LENGTH_OF_LETTERS(
      saying("HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello"), Failure.CONNECTION),
  TWO_LENGTHS(
      saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
      Failure.CONNECTION),
  A_CHUNK_SIZE_OF_LETTERS(
      saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), Failure.CONNECTION),
  A_NEGATIVE_CHUNK_SIZE(
      saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n"), Failure.CONNECTION),
  A_CHUNK_SIZE_THAT_OVERFLOWS(
      saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"),
      Failure.CONNECTION),
  AN_ENDLESS_CHUNK_EXTENSION(
      it -> {
        it.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=");
        it.writeEndlessly("b".repeat(0x2000));
      },
      Failure.CONNECTION),
  ENDLESS_TRAILERS(
      it -> {
        it.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
        it.writeEndlessly("X-A: b\r\n".repeat(1_000));
      },
      Failure.CONNECTION),
  A_HUGE_HEADER(
      saying("HTTP/1.1 200 OK\r\nX-Big: " + "x".repeat(1 << 20) + "\r\n\r\n"), Failure.CONNECTION),
  ENDLESS_HEADERS(
      it -> {
        it.write("HTTP/1.1 200 OK\r\n");
        it.writeEndlessly("Set-Cookie: a=b\r\n".repeat(500));
      },
      Failure.CONNECTION),
  AN_ENDLESS_STATUS_LINE(
      it -> {
        it.write("HTTP/1.1 200 ");
        it.writeEndlessly("x".repeat(0x2000));
      },
      Failure.CONNECTION),
  A_STATUS_OF_0(saying("HTTP/1.1 000 X\r\nContent-Length: 0\r\n\r\n"), Failure.CONNECTION),
  A_STATUS_OF_2_DIGITS(saying("HTTP/1.1 99 X\r\nContent-Length: 0\r\n\r\n"), Failure.CONNECTION),
  A_STATUS_OF_4_DIGITS(saying("HTTP/1.1 1000 X\r\nContent-Length: 0\r\n\r\n"), Failure.CONNECTION),
  A_STATUS_OF_5_DIGITS(saying("HTTP/1.1 99999 X\r\nContent-Length: 0\r\n\r\n"), Failure.CONNECTION),
  A_NEGATIVE_STATUS(saying("HTTP/1.1 -200 X\r\nContent-Length: 0\r\n\r\n"), Failure.CONNECTION),
  ANOTHER_PROTOCOL(saying("SSH-2.0-OpenSSH_9.2\r\n\r\n"), Failure.CONNECTION),
  AN_UNKNOWN_VERSION(saying("HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n"), Failure.CONNECTION),
  NOISE(saying("\u0000\u0001\u0002\u00FF \r\n\r\n"), Failure.CONNECTION),
  ANOTHER_PROTOCOL_FROM_NOW_ON(
      saying("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
      Failure.CONNECTION),
  ENDLESS_PROCESSING(endlessly("HTTP/1.1 102 Processing\r\n\r\n".repeat(300)), Failure.CONNECTION),
  ENDLESS_CONTINUES(endlessly("HTTP/1.1 100 Continue\r\n\r\n".repeat(300)), Failure.CONNECTION),
  ENDLESS_HINTS(
      endlessly("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(200)), Failure.CONNECTION),
  NO_ANSWER(RawServer.Conversation::close, Failure.CONNECTION),
  A_RESET(RawServer.Conversation::reset, Failure.CONNECTION),
  HALF_A_HEAD(ending("HTTP/1.1 200 OK\r\nX-Half"), Failure.CONNECTION),
  HALF_A_BODY(ending("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"), Failure.CONNECTION),
  HALF_A_CHUNK(
      ending("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nhalf"), Failure.CONNECTION),
  A_RESET_IN_THE_BODY(
      it -> {
        it.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        it.reset();
      },
      Failure.CONNECTION),

  // Time passes.
  SILENCE(RawServer.Conversation::awaitClose, Failure.TIMEOUT),
  A_HEAD_THAT_DRIPS(it -> it.drip("HTTP/1.1 200 OK\r\nX: " + "x".repeat(900), 40), Failure.TIMEOUT),
  A_BODY_THAT_DRIPS(
      it -> {
        it.write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
        it.drip("x".repeat(900), 40);
      },
      Failure.TIMEOUT),
  CHUNKS_THAT_DRIP(
      it -> {
        it.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        it.drip("1\r\nx\r\n".repeat(100), 40);
      },
      Failure.TIMEOUT);

  private static final int BOMB_BYTES = 64 << 20;

  @SuppressWarnings("ImmutableEnumChecker") // it has no state
  final RawServer.Script script;

  /** What its calls are answered with, or 0. */
  private final int status;

  private final @Nullable Failure failure;

  Hostility(RawServer.Script script, int status) {
    this(script, status, null);
  }

  Hostility(RawServer.Script script, Failure failure) {
    this(script, 0, failure);
  }

  Hostility(RawServer.Script script, int status, @Nullable Failure failure) {
    this.script = script;
    this.status = status;
    this.failure = failure;
  }

  /** Whether only the job's own timeout ends it. */
  boolean takesTime() {
    return failure == Failure.TIMEOUT;
  }

  void check(Outcome outcome) {
    switch (outcome) {
      case Outcome.Answered answered -> {
        assertThat(answered.httpStatus()).isEqualTo(status);
        String kept = answered.response();
        assertThat(kept == null ? 0 : kept.length()).isLessThanOrEqualTo(1_024);
      }
      case Outcome.Failed failed ->
          assertThat(failed.failure()).as(failed.message()).isEqualTo(failure);
    }
  }

  private static RawServer.Script saying(String bytes) {
    return it -> it.write(bytes);
  }

  private static RawServer.Script ending(String bytes) {
    return it -> {
      it.write(bytes);
      it.close();
    };
  }

  private static RawServer.Script endlessly(String bytes) {
    return it -> it.writeEndlessly(bytes);
  }

  /** 64 KiB that would become 64 MiB. */
  private static RawServer.Script bomb(String encoding) {
    return it -> {
      String bytes = Bomb.BYTES;
      it.write("HTTP/1.1 500 No\r\nContent-Encoding: " + encoding + "\r\n");
      it.write("Content-Length: " + bytes.length() + "\r\n\r\n" + bytes);
    };
  }

  /** Made when it is first wanted. */
  private static final class Bomb {
    static final String BYTES = make();

    private static String make() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        byte[] block = new byte[1 << 20];
        for (int i = 0; i < BOMB_BYTES / block.length; i++) {
          out.write(block);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }
  }
}

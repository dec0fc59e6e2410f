package io.carillon.invoker.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.carillon.core.Clock;
import io.vertx.core.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests as Standard Webhooks says: HMAC-SHA256 over the message's id, the second at which
 * it is sent and its payload, a dot between each two; a signature for each secret. Used by one
 * loop.
 */
final class Signer {
  static final String ALGORITHM = "HmacSHA256";

  private static final CharSequence ID = HttpHeaders.createOptimized("webhook-id");
  private static final CharSequence TIMESTAMP = HttpHeaders.createOptimized("webhook-timestamp");
  private static final CharSequence SIGNATURE = HttpHeaders.createOptimized("webhook-signature");

  private static final Base64.Encoder BASE64 = Base64.getEncoder();
  private static final byte[] VERSION = "v1,".getBytes(US_ASCII);
  private static final int HASH_BYTES = 32;

  /** The version and the hash in Base64. */
  private static final int SIGNATURE_BYTES = 3 + 44;

  private final Clock clock;
  private final List<Mac> macs = new ArrayList<>();
  private final byte[] hash = new byte[HASH_BYTES];

  private Signer(List<SecretKeySpec> keys, Clock clock) {
    this.clock = clock;
    try {
      for (SecretKeySpec key : keys) {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        macs.add(mac);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** Null when nothing is to be signed. */
  static @Nullable Signer of(SigningSecrets secrets, Clock clock) {
    return secrets.keys().isEmpty() ? null : new Signer(secrets.keys(), clock);
  }

  /** Now, as the header says it. */
  String timestamp() {
    return Long.toString(TimeUnit.MILLISECONDS.toSeconds(clock.wallMs()));
  }

  /** The length of what {@link #sign} returns. */
  int bytes() {
    return macs.size() * (SIGNATURE_BYTES + 1) - 1;
  }

  /** The signatures of a message, in ASCII, spaces between them. */
  byte[] sign(String id, String timestamp, ByteBuffer payload) {
    byte[] before = (id + "." + timestamp + ".").getBytes(US_ASCII);
    byte[] signatures = new byte[bytes()];
    int at = 0;
    for (Mac mac : macs) {
      if (at > 0) {
        signatures[at++] = ' ';
      }
      mac.update(before);
      mac.update(payload.duplicate());
      System.arraycopy(VERSION, 0, signatures, at, VERSION.length);
      System.arraycopy(BASE64.encode(finish(mac)), 0, signatures, at + 3, SIGNATURE_BYTES - 3);
      at += SIGNATURE_BYTES;
    }
    return signatures;
  }

  private byte[] finish(Mac mac) {
    try {
      mac.doFinal(hash, 0);
      return hash;
    } catch (ShortBufferException e) {
      throw new IllegalStateException(ALGORITHM + " has " + HASH_BYTES + " bytes", e);
    }
  }

  /** Hands out the three headers of a message that is sent now. */
  void sign(String id, ByteBuffer payload, BiConsumer<CharSequence, CharSequence> headers) {
    String timestamp = timestamp();
    headers.accept(ID, id);
    headers.accept(TIMESTAMP, timestamp);
    headers.accept(SIGNATURE, new String(sign(id, timestamp, payload), US_ASCII));
  }
}

package io.carillon.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.carillon.core.Invalid;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the key that belongs to a certificate. */
final class PrivateKeyFile {
  private static final String FIELD = "key";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1");
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private PrivateKeyFile() {}

  /**
   * Reads the file.
   *
   * @param certified the certificate's own
   * @throws Invalid naming the file when it cannot be read or holds another key
   */
  static PrivateKey read(Path file, PublicKey certified) {
    String text = new String(Pem.bytes(FIELD, file), ISO_8859_1);
    Invalid.unless(!text.contains("ENCRYPTED"), FIELD, "must not be encrypted: " + file);
    Matcher block = BLOCK.matcher(text);
    Invalid.unless(block.find(), FIELD, "holds no PEM private key: " + file);
    PrivateKey key;
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(block.group(2));
      boolean isWrapped = block.group(1).equals("PRIVATE KEY");
      key =
          KeyFactory.getInstance(certified.getAlgorithm())
              .generatePrivate(
                  new PKCS8EncodedKeySpec(isWrapped ? encoded : wrap(encoded, certified)));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new Invalid(
          FIELD, "is not of the certificate's kind, " + certified.getAlgorithm() + ": " + file);
    }
    Invalid.unless(belong(key, certified), FIELD, "does not belong to the certificate: " + file);
    return key;
  }

  /** Makes PKCS #8 of PKCS #1 or SEC 1. The algorithm, curve included, is the certificate's. */
  private static byte[] wrap(byte[] key, PublicKey certified) {
    byte[] info = certified.getEncoded();
    int begin = info[1] >= 0 ? 2 : 2 + (info[1] & 0x7f);
    byte[] algorithm = Arrays.copyOfRange(info, begin, begin + 2 + info[begin + 1]);
    return der(SEQUENCE, VERSION_0, algorithm, der(OCTET_STRING, key));
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (length >= 0x100) {
      all.write(0x82);
      all.write(length >> 8);
    } else if (length >= 0x80) {
      all.write(0x81);
    }
    all.write(length);
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  private static boolean belong(PrivateKey key, PublicKey certified) {
    String algorithm =
        switch (certified.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> certified.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(VERSION_0);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(VERSION_0);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}

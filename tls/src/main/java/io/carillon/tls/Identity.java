package io.carillon.tls;

import io.carillon.core.Invalid;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/** What one side of a connection proves itself with: certificates and the key of the first. */
public final class Identity {
  /** Of a key store that never leaves memory. */
  private static final char[] PASSWORD = "memory".toCharArray();

  private final List<X509Certificate> chain;
  private final PrivateKey key;

  private Identity(List<X509Certificate> chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /**
   * Reads the files.
   *
   * @throws Invalid with the field {@code certificate} or {@code key}, naming the file, when one
   *     cannot be read or they do not belong together
   */
  public static Identity read(PemFiles files) {
    List<X509Certificate> chain = Pem.certificates("certificate", files.certificate());
    return new Identity(chain, PrivateKeyFile.read(files.key(), chain.getFirst().getPublicKey()));
  }

  /** When the first of the certificates runs out. */
  public Instant expiresAt() {
    return chain.stream()
        .map(X509Certificate::getNotAfter)
        .min(Comparator.naturalOrder())
        .map(Date::toInstant)
        .orElseThrow();
  }

  /** The form in which TLS takes it. */
  public KeyManagerFactory keyManagers() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("key", key, PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      return factory;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the key store cannot be built", e);
    }
  }
}

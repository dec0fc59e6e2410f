package io.carillon.tls;

import io.carillon.core.Invalid;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
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

  private final Instant expiresAt;
  private final KeyManagerFactory keyManagers;

  private Identity(Instant expiresAt, KeyManagerFactory keyManagers) {
    this.expiresAt = expiresAt;
    this.keyManagers = keyManagers;
  }

  /**
   * Reads the files.
   *
   * @throws Invalid with the field {@code certificate} or {@code key}, naming the file, when one
   *     cannot be read, they do not belong together or the certificates are no chain
   */
  public static Identity read(PemFiles files) {
    List<X509Certificate> chain = Pem.certificates("certificate", files.certificate());
    PrivateKey key = PrivateKeyFile.read(files.key(), chain.getFirst().getPublicKey());
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      put(key, chain, store, files.certificate());
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(store, PASSWORD);
      return new Identity(expiresAt(chain), keyManagers);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the key store cannot be built", e);
    }
  }

  /** The store takes chains only. */
  private static void put(
      PrivateKey key, List<X509Certificate> chain, KeyStore store, Path certificates) {
    try {
      store.setKeyEntry("key", key, PASSWORD, chain.toArray(X509Certificate[]::new));
    } catch (KeyStoreException _) {
      throw new Invalid(
          "certificate",
          "is not a chain in which each certificate is followed by its issuer: " + certificates);
    }
  }

  private static Instant expiresAt(List<X509Certificate> chain) {
    return chain.stream()
        .map(X509Certificate::getNotAfter)
        .min(Comparator.naturalOrder())
        .map(Date::toInstant)
        .orElseThrow();
  }

  /** When the first of the certificates runs out. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** The form in which TLS takes it. */
  public KeyManagerFactory keyManagers() {
    return keyManagers;
  }
}

package io.carillon.tls;

import io.carillon.core.Invalid;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates that the other side is judged by. */
public final class TrustStore {
  private TrustStore() {}

  /**
   * Puts them together. Empty when they are the JDK's own alone, which are then not read: TLS reads
   * them when it first judges somebody.
   *
   * @param withSystem whether those that the JDK trusts are trusted
   * @param pemFiles each with one certificate or more
   * @throws Invalid with the field {@code trustCertificates}, naming a file that cannot be read or
   *     holds none
   */
  public static Optional<TrustManagerFactory> of(boolean withSystem, List<Path> pemFiles) {
    if (withSystem && pemFiles.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<X509Certificate> trusted = new ArrayList<>(withSystem ? system() : List.of());
      for (Path file : pemFiles) {
        trusted.addAll(Pem.certificates("trustCertificates", file));
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < trusted.size(); i++) {
        store.setCertificateEntry("trusted-" + i, trusted.get(i));
      }
      return Optional.of(factory(store));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the trust store cannot be built", e);
    }
  }

  private static List<X509Certificate> system() throws GeneralSecurityException {
    List<X509Certificate> all = new ArrayList<>();
    for (TrustManager manager : factory(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        all.addAll(List.of(x509.getAcceptedIssuers()));
      }
    }
    return all;
  }

  private static TrustManagerFactory factory(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}

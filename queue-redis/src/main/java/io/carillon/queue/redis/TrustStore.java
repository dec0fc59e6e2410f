package io.carillon.queue.redis;

import io.carillon.core.Invalid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates that servers are judged by: the JDK's and those that were named. */
final class TrustStore {
  private TrustStore() {}

  /**
   * Puts them together.
   *
   * @param pemFiles each with one certificate or more
   * @throws Invalid naming a file that cannot be read or holds none
   */
  static TrustManagerFactory with(List<Path> pemFiles) {
    try {
      if (pemFiles.isEmpty()) {
        return factory(null);
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (TrustManager manager : factory(null).getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          for (X509Certificate certificate : x509.getAcceptedIssuers()) {
            store.setCertificateEntry("jdk-" + number++, certificate);
          }
        }
      }
      for (Path file : pemFiles) {
        for (Certificate certificate : read(file)) {
          store.setCertificateEntry("named-" + number++, certificate);
        }
      }
      return factory(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the trust store cannot be built", e);
    }
  }

  private static Iterable<? extends Certificate> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<? extends Certificate> found =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (found.isEmpty()) {
        throw new Invalid("trustCertificates", "holds no certificate: " + file);
      }
      return found;
    } catch (IOException | GeneralSecurityException _) {
      throw new Invalid("trustCertificates", "not a readable PEM file: " + file);
    }
  }

  private static TrustManagerFactory factory(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}

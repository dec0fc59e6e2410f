package io.carillon.tls;

import io.carillon.core.Invalid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Reads PEM files; what cannot be read is an {@link Invalid} field that names the file. */
final class Pem {
  private Pem() {}

  /** At least one. */
  static List<X509Certificate> certificates(String field, Path file) {
    Collection<? extends Certificate> found;
    try {
      found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(field, file)));
    } catch (CertificateException _) {
      throw new Invalid(field, "is not made of PEM certificates: " + file);
    }
    Invalid.unless(!found.isEmpty(), field, "holds no certificate: " + file);
    return found.stream().map(X509Certificate.class::cast).toList();
  }

  static byte[] bytes(String field, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      throw new Invalid(field, "there is no file " + file);
    } catch (AccessDeniedException _) {
      throw new Invalid(field, "may not be read by this user: " + file);
    } catch (IOException e) {
      throw new Invalid(field, "cannot be read: " + file + " (" + e.getMessage() + ")");
    }
  }
}

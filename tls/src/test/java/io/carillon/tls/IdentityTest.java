package io.carillon.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Invalid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as OpenSSL writes them. */
class IdentityTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(IdentityTest.class.getResourceAsStream(name))) {
      Path file = folder.resolve(name);
      Files.write(file, in.readAllBytes());
      return file;
    }
  }

  private Identity read(String certificate, String key) throws IOException {
    return Identity.read(new PemFiles(file(certificate), file(key)));
  }

  @ParameterizedTest
  @CsvSource({
    "rsa.crt, rsa-pkcs8.key",
    "rsa.crt, rsa-pkcs1.key",
    "ec.crt, ec-pkcs8.key",
    "ec.crt, ec-sec1.key",
    "ed25519.crt, ed25519-pkcs8.key",
  })
  void everyFormOfKeyIsRead(String certificate, String key) throws IOException {
    Identity identity = read(certificate, key);

    assertThat(identity.expiresAt()).isAfter(Instant.parse("2100-01-01T00:00:00Z"));
    X509KeyManager keys = (X509KeyManager) identity.keyManagers().getKeyManagers()[0];
    assertThat(keys.getPrivateKey("key")).isNotNull();
    assertThat(keys.getCertificateChain("key")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rsa.crt | ec-pkcs8.key | key | is not of the certificate's kind, RSA",
        "ec.crt | rsa-pkcs1.key | key | is not of the certificate's kind, EC",
        "rsa.crt | rsa.crt | key | holds no PEM private key",
        "rsa.crt | rsa-pkcs1-encrypted.key | key | must not be encrypted",
        "ec.crt | ec-pkcs8-encrypted.key | key | must not be encrypted",
        "rsa-pkcs8.key | rsa-pkcs8.key | certificate | is not made of PEM certificates",
      })
  void whatCannotBeUsedIsNamed(String certificate, String key, String field, String message)
      throws IOException {
    Path wrong = field.equals("key") ? folder.resolve(key) : folder.resolve(certificate);

    assertThatThrownBy(() -> read(certificate, key))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo(field))
        .hasMessage(message + ": " + wrong);
  }

  private PemFiles chain(String... certificates) throws IOException {
    Path chain = folder.resolve("chain.crt");
    StringBuilder text = new StringBuilder();
    for (String certificate : certificates) {
      text.append(Files.readString(file(certificate)));
    }
    return new PemFiles(Files.writeString(chain, text), file("ec-pkcs8.key"));
  }

  @Test
  void aChainIsShownAsItIs() throws IOException {
    Identity identity = Identity.read(chain("issued.crt", "issuer.crt", "root.crt"));

    X509KeyManager keys = (X509KeyManager) identity.keyManagers().getKeyManagers()[0];
    assertThat(keys.getCertificateChain("key"))
        .extracting(certificate -> certificate.getSubjectX500Principal().getName())
        .containsExactly("CN=issued", "CN=issuer", "CN=root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "issued.crt root.crt issuer.crt",
        "issued.crt issued.crt issuer.crt",
        "issued.crt issuer.crt issuer.crt",
        "issued.crt root.crt",
        "ec.crt ec.crt",
      })
  void whatIsNoChainIsRefused(String certificates) throws IOException {
    PemFiles files = chain(certificates.split(" ", -1));

    assertThatThrownBy(() -> Identity.read(files))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("certificate"))
        .hasMessage(
            "is not a chain in which each certificate is followed by its issuer: "
                + files.certificate());
  }

  @Test
  void whatIsNoChainReplacesNothing() throws IOException {
    PemFiles files = chain("ec.crt");
    Reloaded<Identity> reloaded =
        new Reloaded<>(List.of(files.certificate(), files.key()), () -> Identity.read(files));
    Identity before = reloaded.get();

    chain("issued.crt", "root.crt", "issuer.crt");
    assertThat(reloaded.refresh()).isFalse();
    assertThat(reloaded.get()).isSameAs(before);

    chain("issued.crt", "issuer.crt", "root.crt");
    assertThat(reloaded.refresh()).isTrue();
    assertThat(reloaded.get().keyManagers()).isNotNull();
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    io.carillon.testkit.Certificate one = io.carillon.testkit.Certificate.make(folder);
    io.carillon.testkit.Certificate two = io.carillon.testkit.Certificate.make(other);

    assertThatThrownBy(() -> Identity.read(new PemFiles(one.certificate(), two.key())))
        .isInstanceOf(Invalid.class)
        .hasMessage("does not belong to the certificate: " + two.key());
  }

  @Test
  void missingAndEmptyFilesAreNamed() throws IOException {
    Path missing = folder.resolve("missing.pem");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");

    assertThatThrownBy(() -> Identity.read(new PemFiles(missing, missing)))
        .hasMessage("there is no file " + missing);
    assertThatThrownBy(() -> Identity.read(new PemFiles(file("rsa.crt"), missing)))
        .hasMessage("there is no file " + missing);
    assertThatThrownBy(() -> Identity.read(new PemFiles(empty, missing)))
        .hasMessage("holds no certificate: " + empty);
  }
}

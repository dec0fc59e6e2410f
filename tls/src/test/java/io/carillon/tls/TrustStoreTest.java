package io.carillon.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Invalid;
import io.carillon.testkit.Certificate;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreTest {
  @TempDir Path folder;

  private static List<X509Certificate> trusted(boolean withSystem, Path... files) {
    X509TrustManager manager =
        (X509TrustManager)
            TrustStore.of(withSystem, List.of(files)).orElseThrow().getTrustManagers()[0];
    return List.of(manager.getAcceptedIssuers());
  }

  @Test
  void theJdksOwnAloneAreNotRead() {
    assertThat(TrustStore.of(true, List.of())).isEmpty();
  }

  @Test
  void filesAreTrustedAloneOrBesideTheJdksOwn() throws Exception {
    Path file = Certificate.make(folder).certificate();
    X509Certificate made = Pem.certificates("x", file).getFirst();

    assertThat(trusted(false, file)).containsExactly(made);
    assertThat(trusted(true, file)).contains(made).hasSizeGreaterThan(1);
  }

  @Test
  void aFileThatHoldsNoneIsNamed() throws Exception {
    Path key = Certificate.make(folder).key();

    assertThatThrownBy(() -> TrustStore.of(true, List.of(key)))
        .isInstanceOfSatisfying(
            Invalid.class, e -> assertThat(e.field()).isEqualTo("trustCertificates"))
        .hasMessageContaining(key.toString());
  }
}

package io.carillon.examples;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed certificate for localhost that lives as long as one demo. The private key is only
 * in memory, once the certificate is made.
 *
 * @param keyStore the key and the certificate, PKCS #12
 * @param password opens the key store
 * @param pem the certificate, to be trusted by the server
 */
record DemoCertificate(Buffer keyStore, String password, String pem) {
  private static final String ALIAS = "demo";
  private static final String PASSWORD_VARIABLE = "DEMO_STORE_PASSWORD";
  private static final int VALID_DAYS = 30;
  private static final int KEYTOOL_SECONDS_MAX = 60;

  /** Makes a new one with the JDK's keytool. */
  static DemoCertificate make() throws IOException {
    String password = UUID.randomUUID().toString();
    Path folder = Files.createTempDirectory("carillon-demo");
    Path file = folder.resolve("demo.p12");
    try {
      keytool(file, password);
      byte[] keyStore = Files.readAllBytes(file);
      return new DemoCertificate(Buffer.buffer(keyStore), password, pem(keyStore, password));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  /** Writes the certificate in one step: a reader never sees half of it. */
  void writePem(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path unfinished = Files.createTempFile(folder, "certificate", ".tmp");
    Files.writeString(unfinished, pem);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void keytool(Path file, String password) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-validity",
            Integer.toString(VALID_DAYS),
            "-dname",
            "CN=localhost,O=Carillon demo",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1,ip:::1",
            "-ext",
            "eku=serverAuth",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass:env",
            PASSWORD_VARIABLE);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(PASSWORD_VARIABLE, password);
    Process process = builder.start();
    try {
      if (!process.waitFor(KEYTOOL_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("keytool did not end within " + KEYTOOL_SECONDS_MAX + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
    if (process.exitValue() != 0) {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      throw new IOException("keytool failed: " + output);
    }
  }

  private static String pem(byte[] keyStore, String password) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(keyStore), password.toCharArray());
      byte[] encoded = store.getCertificate(ALIAS).getEncoded();
      String lines =
          Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
              .encodeToString(encoded);
      return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot read the certificate that keytool made", e);
    }
  }
}

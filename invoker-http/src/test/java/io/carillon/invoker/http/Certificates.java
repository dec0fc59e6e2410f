package io.carillon.invoker.http;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JksOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's key and certificate, made by keytool.
 *
 * @param pem the certificate to trust
 */
record Certificates(Path keystore, Path pem) {
  private static final String PASSWORD = "changeit";
  private static final String SERVER = "server";

  /**
   * A certificate that signed itself.
   *
   * @param names as keytool's SAN extension takes them, such as {@code dns:localhost}
   */
  static Certificates make(Path folder, String names) {
    Path keystore = folder.resolve(name(names) + ".p12");
    keytool(keystore, "-genkeypair", "-alias", SERVER, "-dname", "CN=test", "-ext", "san=" + names);
    return new Certificates(keystore, export(folder, keystore, SERVER));
  }

  /** A certificate that ran out, signed by an authority of its own, which is the one to trust. */
  static Certificates expired(Path folder, String names) {
    Path keystore = folder.resolve(name(names) + ".p12");
    keytool(keystore, "-genkeypair", "-alias", "ca", "-dname", "CN=ca", "-ext", "bc:c");
    keytool(
        keystore,
        "-genkeypair",
        "-alias",
        SERVER,
        "-dname",
        "CN=test",
        "-ext",
        "san=" + names,
        "-signer",
        "ca",
        "-startdate",
        "-10d",
        "-validity",
        "5");
    return new Certificates(keystore, export(folder, keystore, "ca"));
  }

  private static Path export(Path folder, Path keystore, String alias) {
    Path pem = folder.resolve(keystore.getFileName() + ".pem");
    keytool(keystore, "-exportcert", "-rfc", "-alias", alias, "-file", pem.toString());
    return pem;
  }

  private static String name(String names) {
    return names.replaceAll("[^a-z0-9]", "-");
  }

  private static void keytool(Path keystore, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", keystore.toString(), "-storepass", PASSWORD));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-storetype", "PKCS12"));
    }
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpServerOptions server(boolean offersHttp2) {
    return new HttpServerOptions()
        .setSsl(true)
        .setUseAlpn(offersHttp2)
        .setKeyCertOptions(
            new JksOptions().setPath(keystore.toString()).setPassword(PASSWORD).setAlias(SERVER));
  }

  /** For servers that are no more than sockets. */
  SSLContext context() {
    try (InputStream in = Files.newInputStream(keystore)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

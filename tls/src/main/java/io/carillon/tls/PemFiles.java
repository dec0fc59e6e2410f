package io.carillon.tls;

import java.nio.file.Path;

/**
 * Where a certificate and its key are.
 *
 * @param certificate the certificate, then those that lead from it to one that others trust
 * @param key not encrypted; PKCS #8, PKCS #1 or SEC 1
 */
public record PemFiles(Path certificate, Path key) {}

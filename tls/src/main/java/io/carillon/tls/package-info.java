/** Certificates and keys of PEM files, and their renewal. */
@NullMarked
package io.carillon.tls;

import org.jspecify.annotations.NullMarked;

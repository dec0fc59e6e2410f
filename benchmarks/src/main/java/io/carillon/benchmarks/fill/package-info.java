/**
 * Fills a stopped server's embedded store: writes its tables directly, as the server would have.
 */
@NullMarked
package io.carillon.benchmarks.fill;

import org.jspecify.annotations.NullMarked;

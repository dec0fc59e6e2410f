/** What is measured: Prometheus meters and rolling windows in memory. */
@NullMarked
package io.carillon.server.metrics;

import org.jspecify.annotations.NullMarked;

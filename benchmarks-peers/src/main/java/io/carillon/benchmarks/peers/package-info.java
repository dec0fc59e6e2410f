/** Runs the same work on Carillon and on other schedulers, and puts the numbers side by side. */
@NullMarked
package io.carillon.benchmarks.peers;

import org.jspecify.annotations.NullMarked;

/** The load generator: talks to a Carillon server over REST only. */
@NullMarked
package io.carillon.benchmarks.load;

import org.jspecify.annotations.NullMarked;

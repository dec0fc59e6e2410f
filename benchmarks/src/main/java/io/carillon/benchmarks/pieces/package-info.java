/** Times the pieces that decisions rest on, each alone. */
@NullMarked
package io.carillon.benchmarks.pieces;

import org.jspecify.annotations.NullMarked;

/** The receiver of calls: counts them per job and second, cheaply, in a process of its own. */
@NullMarked
package io.carillon.benchmarks.receiver;

import org.jspecify.annotations.NullMarked;

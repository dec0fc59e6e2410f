/** The demo: a receiver of calls, a loader of sample jobs and a viewer of executions. */
@NullMarked
package io.carillon.examples;

import org.jspecify.annotations.NullMarked;

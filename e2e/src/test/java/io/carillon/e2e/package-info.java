/**
 * Whole-system tests: real server processes, killed and restarted, judged by an independent log.
 */
@NullMarked
package io.carillon.e2e;

import org.jspecify.annotations.NullMarked;

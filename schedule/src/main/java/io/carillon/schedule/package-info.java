/**
 * When a job fires: cron expressions, intervals and single instants, in any time zone.
 *
 * <p>Start at {@link io.carillon.schedule.Schedule}. Everything here is a pure function of its
 * arguments: nothing reads a clock. RATIONALE.md, beside the sources, says why it is as it is.
 */
@NullMarked
package io.carillon.schedule;

import org.jspecify.annotations.NullMarked;

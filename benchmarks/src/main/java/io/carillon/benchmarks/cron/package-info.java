/** Times the next fire of a schedule, beside other cron libraries. */
@NullMarked
package io.carillon.benchmarks.cron;

import org.jspecify.annotations.NullMarked;

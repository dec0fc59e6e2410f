/**
 * Plans, times, dispatches, records and repairs executions. One thread owns all state; stores and
 * calls are asynchronous and answer through its mailbox. See docs/adr/0003-one-engine-thread.md.
 */
@NullMarked
package io.carillon.engine;

import org.jspecify.annotations.NullMarked;

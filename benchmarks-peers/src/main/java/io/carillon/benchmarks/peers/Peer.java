package io.carillon.benchmarks.peers;

import java.time.Instant;

/**
 * A scheduler at work on an empty store. Used by one thread. Jobs are numbered from 0; the number
 * and the scheduled instant travel with each call, so that the receiver can tell what is missing.
 */
interface Peer extends AutoCloseable {
  /** Accepts {@code jobs} jobs that are each due once, all at {@code at}. */
  void oneShots(int jobs, Instant at);

  /** Accepts jobs due at every whole second from {@code from} on, before {@code to}. */
  void everySecond(int jobs, Instant from, Instant to);

  /** Stops without making the calls that are still due; what is being called may end. */
  @Override
  void close();
}

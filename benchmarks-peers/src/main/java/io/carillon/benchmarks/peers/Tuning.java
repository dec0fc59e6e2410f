package io.carillon.benchmarks.peers;

/**
 * The sizes that a scheduler leaves to its user.
 *
 * @param threads that make calls; 0 when the scheduler runs in a process of its own
 * @param connections of the pool to PostgreSQL; 0 without a database
 */
record Tuning(int threads, int connections) {
  static final int MAX = 200;
  static final Tuning NONE = new Tuning(0, 0);

  Tuning {
    if (threads < 0 || threads > MAX || connections < 0 || connections > MAX) {
      throw new IllegalArgumentException("threads and connections: 0 to " + MAX);
    }
  }
}

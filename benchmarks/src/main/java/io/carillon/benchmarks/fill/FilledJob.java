package io.carillon.benchmarks.fill;

/** A job of the store and what its executions came to since the last commit. Not thread-safe. */
final class FilledJob {
  final long jobKey;
  final int version;
  final int attemptsMax;
  final String misfirePolicy;
  long success;
  long failed;
  long skipped;

  /** The alert of its last execution when that failed, otherwise 0. */
  long failingAlertId;

  FilledJob(long jobKey, int version, int attemptsMax, String misfirePolicy) {
    this.jobKey = jobKey;
    this.version = version;
    this.attemptsMax = attemptsMax;
    this.misfirePolicy = misfirePolicy;
  }
}

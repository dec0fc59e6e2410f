package io.carillon.examples;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks up the names of jobs and keeps the last few. Not thread-safe. */
final class JobNames {
  static final int KEPT_MAX = 1_000;

  private final CarillonClient carillon;
  private final Map<String, String> names =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > KEPT_MAX;
        }
      };

  JobNames(CarillonClient carillon) {
    this.carillon = carillon;
  }

  /** The name, or the id of a job that has none or is gone. */
  String of(String jobId) throws InterruptedException {
    String known = names.get(jobId);
    if (known != null) {
      return known;
    }
    String name;
    try {
      name = carillon.job(jobId).path("name").asText(jobId);
    } catch (IOException e) {
      name = jobId;
    }
    names.put(jobId, name);
    return name;
  }
}

package io.carillon.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Creates the jobs of a file that are not there yet, by name. */
final class LoadJobs {
  private final CarillonClient carillon;
  private final Consumer<String> out;

  LoadJobs(CarillonClient carillon, Consumer<String> out) {
    this.carillon = carillon;
    this.out = out;
  }

  /** Says of each job whether it existed, was created or was refused; false when one was. */
  boolean load(List<ObjectNode> jobs) throws IOException, InterruptedException {
    boolean all = true;
    for (ObjectNode job : jobs) {
      all &= load(job);
    }
    return all;
  }

  private boolean load(ObjectNode job) throws IOException, InterruptedException {
    String name = job.path("name").asText();
    try {
      Optional<String> id = carillon.findJobId(name);
      boolean exists = id.isPresent();
      String shownId = exists ? id.get() : carillon.createJob(job);
      out.accept("%-8s %-18s %s".formatted(exists ? "exists" : "created", name, shownId));
      return true;
    } catch (CarillonClient.RefusedException e) {
      out.accept("%-8s %-18s %s".formatted("refused", name, e.getMessage()));
      return false;
    }
  }
}

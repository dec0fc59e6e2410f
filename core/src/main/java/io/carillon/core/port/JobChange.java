package io.carillon.core.port;

/**
 * What a user did to a job, in the words that the executions which it ends carry as their error.
 */
public enum JobChange {
  EDITED("edited"),
  PAUSED("paused"),
  DELETED("deleted");

  private final String verb;

  JobChange(String verb) {
    this.verb = verb;
  }

  /** Of a run of occurrences that were due before the change and that nobody had planned. */
  public String misfire() {
    return "MISFIRE: not planned before the job was " + verb;
  }

  /** Of an execution that the change cancelled. */
  public String cancelled() {
    return "cancelled: the job was " + verb;
  }

  /** Of an execution whose call was under way when its node stopped, and may not be repeated. */
  public String cancelledUnknown() {
    return cancelled() + "; the outcome of its call is unknown: the node stopped during the call";
  }
}

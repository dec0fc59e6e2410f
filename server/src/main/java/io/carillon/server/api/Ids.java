package io.carillon.server.api;

import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.http.Request;

/** Reads ids of paths; a text that is no id names nothing. */
final class Ids {
  private Ids() {}

  static JobId job(Request request) {
    return JobId.parse(request.parameters().text("id")).orElseThrow(Ids::unknownJob);
  }

  static ExecutionId execution(Request request) {
    return ExecutionId.parse(request.parameters().text("id")).orElseThrow(Ids::unknownExecution);
  }

  static RuntimeException unknownJob() {
    return Problem.of(ProblemCode.UNKNOWN_JOB, null).exception();
  }

  static RuntimeException unknownExecution() {
    return Problem.of(ProblemCode.UNKNOWN_EXECUTION, null).exception();
  }
}

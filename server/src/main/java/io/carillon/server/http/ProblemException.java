package io.carillon.server.http;

/** Ends a request with a problem. Has no stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.code().text(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}

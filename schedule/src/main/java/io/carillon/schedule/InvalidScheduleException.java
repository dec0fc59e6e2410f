package io.carillon.schedule;

/**
 * A schedule expression that is refused. The message names the place, what is wrong and a remedy.
 */
public final class InvalidScheduleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final int position;
  private final String problem;

  InvalidScheduleException(String field, int position, String problem, String remedy) {
    super(field + ", position " + position + ": " + problem + "; " + remedy);
    this.field = field;
    this.position = position;
    this.problem = problem;
  }

  /**
   * What is wrong: {@code second}, {@code minute}, {@code hour}, {@code day-of-month}, {@code
   * month}, {@code day-of-week}, {@code year}, {@code @every}, {@code @at}, or {@code expression}
   * for the whole.
   */
  public String field() {
    return field;
  }

  /** The first wrong character of the expression as it was given, counted from 1. */
  public int position() {
    return position;
  }

  /** The same refusal with another remedy. */
  InvalidScheduleException withRemedy(String remedy) {
    return new InvalidScheduleException(field, position, problem, remedy);
  }
}

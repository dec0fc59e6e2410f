package io.carillon.benchmarks.load;

/**
 * One measured number against its target.
 *
 * @param relation how the number must stand to the target
 */
public record Check(String name, double measured, Relation relation, double target, String unit) {
  /** Option that asks for no check: the number is only reported. */
  static final int NO_TARGET = 0;

  public enum Relation {
    BELOW("<"),
    AT_LEAST(">="),
    EQUAL("=");

    final String sign;

    Relation(String sign) {
      this.sign = sign;
    }
  }

  static Check below(String name, double measured, double target, String unit) {
    return new Check(name, measured, Relation.BELOW, target, unit);
  }

  static Check atLeast(String name, double measured, double target, String unit) {
    return new Check(name, measured, Relation.AT_LEAST, target, unit);
  }

  static Check equal(String name, long measured, long target) {
    return new Check(name, (double) measured, Relation.EQUAL, (double) target, "");
  }

  @Override
  public String toString() {
    return "%s %.2f %s, target %s %.2f: %s"
        .formatted(name, measured, unit, relation.sign, target, pass() ? "pass" : "FAIL");
  }

  boolean pass() {
    return switch (relation) {
      case BELOW -> measured < target;
      case AT_LEAST -> measured >= target;
      case EQUAL -> measured == target;
    };
  }
}

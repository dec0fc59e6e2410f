package io.carillon.store.jdbc;

/** What is given keys, which are drawn from the database in blocks. */
public enum KeySpace {
  /** Jobs; later ones have higher keys. */
  JOB("job_key", 64),

  /** Alerts; later ones have higher keys. */
  ALERT("alert_id", 32),

  /** Rows of the audit; later ones have higher keys. */
  AUDIT("audit_id", 64),

  /** What tells executions of the same second apart. */
  EXECUTION("execution_sequence", 1_000);

  private final String counter;
  private final int block;

  KeySpace(String counter, int block) {
    this.counter = counter;
    this.block = block;
  }

  /** What the database calls that which counts them, a sequence or a column. */
  public String counter() {
    return counter;
  }

  /** How many keys one block has. */
  public int block() {
    return block;
  }
}

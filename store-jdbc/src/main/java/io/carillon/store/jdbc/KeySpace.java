package io.carillon.store.jdbc;

/** What is given keys, which are drawn from the database in blocks. */
public enum KeySpace {
  /** Jobs; later ones have higher keys. */
  JOB(64),

  /** Alerts; later ones have higher keys. */
  ALERT(32),

  /** Rows of the audit; later ones have higher keys. */
  AUDIT(64),

  /** What tells executions of the same second apart. */
  EXECUTION(1_000);

  private final int block;

  KeySpace(int block) {
    this.block = block;
  }

  /** How many keys one block has. */
  public int block() {
    return block;
  }
}

package io.carillon.store.jdbc;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a store's tables to the version of this code, in order, each step in a transaction. */
public final class Migrations {
  private Migrations() {}

  /**
   * Runs those that are new.
   *
   * @param folder of the SQL files on the class path
   */
  public static void run(DataSource source, String folder) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:" + folder)
        .loggers(QuietFlywayLog.class.getName())
        .cleanDisabled(true)
        .load()
        .migrate();
  }
}

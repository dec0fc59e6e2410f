package io.carillon.store.sqlite;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the file's tables to the version of this code, in order, each step in a transaction. */
final class Migrations {
  private Migrations() {}

  static void run(DataSource source) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/sqlite")
        .loggers(QuietFlywayLog.class.getName())
        .cleanDisabled(true)
        .load()
        .migrate();
  }
}

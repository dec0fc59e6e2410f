package io.carillon.benchmarks.peers;

import java.util.Properties;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.RAMJobStore;
import org.quartz.simpl.SimpleThreadPool;

/** Quartz's settings, at what makes it fast. */
final class QuartzSettings {
  static final String DATA_SOURCE = "peers";

  /** Quartz's own script for PostgreSQL. */
  static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

  private QuartzSettings() {}

  static Properties inMemory(int threads) {
    Properties settings = common(threads);
    settings.setProperty("org.quartz.jobStore.class", RAMJobStore.class.getName());
    return settings;
  }

  static Properties jdbc(int threads) {
    Properties settings = common(threads);
    settings.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    settings.setProperty(
        "org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
    settings.setProperty("org.quartz.jobStore.dataSource", DATA_SOURCE);
    // One node: locks in memory in place of locked rows.
    settings.setProperty("org.quartz.jobStore.isClustered", "false");
    // Needed as soon as triggers are acquired in batches.
    settings.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    // Text in place of serialized objects.
    settings.setProperty("org.quartz.jobStore.useProperties", "true");
    return settings;
  }

  private static Properties common(int threads) {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", "peer");
    settings.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    settings.setProperty("org.quartz.threadPool.threadCount", Integer.toString(threads));
    // Quartz takes at most as many triggers at a time as threads are free; the default is 1.
    settings.setProperty(
        "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", Integer.toString(threads));
    // Its minimum, in ms: how long it sleeps when nothing is due soon.
    settings.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    return settings;
  }
}

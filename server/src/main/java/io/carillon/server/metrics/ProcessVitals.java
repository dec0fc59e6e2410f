package io.carillon.server.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.carillon.core.Clock;
import io.carillon.core.port.NodeLoad.Vitals;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.function.Supplier;

/** How this process does and did lately, as of the last {@link #refresh}. Thread-safe. */
public final class ProcessVitals implements Supplier<Vitals> {
  private static final double PERCENT = 100;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final EngineMeters engine;
  private final Clock clock;
  private volatile Vitals vitals = Vitals.NONE;

  ProcessVitals(EngineMeters engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public Vitals get() {
    return vitals;
  }

  /**
   * Looks again; the processor's share is of the time since the last look.
   *
   * @param isListening whether somebody follows the events here
   */
  public void refresh(boolean isListening) {
    Recent recent = Recent.of(engine, clock.wallMs(), isListening);
    vitals =
        new Vitals(
            percent(system.getProcessCpuLoad()),
            percent(memory()),
            failures(recent),
            recent.encode());
  }

  /** What the last collections left; 0 before the first. */
  private static double memory() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage afterCollection = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && afterCollection != null) {
        used += afterCollection.getUsed();
      }
    }
    return used / (double) Runtime.getRuntime().maxMemory();
  }

  private static int failures(Recent recent) {
    long failed = recent.minute().failed() + recent.retries();
    long calls = recent.minute().success() + failed;
    return calls == 0 ? 0 : percent(failed / (double) calls);
  }

  private static int percent(double share) {
    return (int) Math.round(Math.clamp(share * PERCENT, 0, PERCENT));
  }
}

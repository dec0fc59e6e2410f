package io.carillon.invoker.http;

import com.sun.management.OperatingSystemMXBean;
import io.carillon.core.Clock;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * Whether the processors that we may use have no time to spare, and it is we who use them. Measured
 * at most every 50 ms, over the time since the measurement before; thread-safe.
 */
final class ProcessorLoad implements BooleanSupplier {
  /** The kernel counts processor time in steps of 10 ms. */
  static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final double ALL_MIN = 0.85;

  /** With less of it, it is others who keep the processors busy, and not for our calls. */
  private static final double OWN_MIN = 1.0 / 3;

  private final DoubleSupplier all;
  private final DoubleSupplier own;
  private final Clock clock;
  private long measuredAtNanos;
  private boolean isSaturated;

  /**
   * @param all the load of all processors since it was last asked for, 0 to 1; negative: unknown
   * @param own the part of them that this process had, likewise
   */
  ProcessorLoad(DoubleSupplier all, DoubleSupplier own, Clock clock) {
    this.all = all;
    this.own = own;
    this.clock = clock;
    measuredAtNanos = clock.monotonicNanos() - INTERVAL_NANOS;
  }

  /** Of this machine, or of the container's share of it. */
  static ProcessorLoad ofThisMachine(Clock clock) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ProcessorLoad(system::getCpuLoad, system::getProcessCpuLoad, clock);
  }

  @Override
  public synchronized boolean getAsBoolean() {
    long nowNanos = clock.monotonicNanos();
    if (nowNanos - measuredAtNanos >= INTERVAL_NANOS) {
      measuredAtNanos = nowNanos;
      // Both are asked each time, as each tells of the time since it was last asked.
      double ownLoad = own.getAsDouble();
      isSaturated = all.getAsDouble() >= ALL_MIN && ownLoad >= OWN_MIN;
    }
    return isSaturated;
  }
}

package dev.weir.core.cli;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How long this process has been running. */
final class ProcessStart {
  /** Set by the launcher: when it began, in microseconds since 1970, before the JVM was there. */
  static final String MICROS_PROPERTY = "weir.started.micros";

  private ProcessStart() {}

  /**
   * From the launcher's start where it is known, or else from the JVM's. The operating system's own
   * figure is of no use here: it is only true to a second.
   */
  static long elapsedNanos() {
    Instant now = Instant.now();
    Instant jvm = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    Instant launcher = Instant.EPOCH.plus(Long.getLong(MICROS_PROPERTY, 0), ChronoUnit.MICROS);
    // A launcher that began over a minute before its JVM is another process's, inherited.
    boolean known =
        launcher.isBefore(jvm)
            && Duration.between(launcher, jvm).compareTo(Duration.ofMinutes(1)) < 0;
    return Math.max(0, Duration.between(known ? launcher : jvm, now).toNanos());
  }
}

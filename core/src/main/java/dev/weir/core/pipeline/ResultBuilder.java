package dev.weir.core.pipeline;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.Digest;
import java.util.Locale;
import java.util.Optional;

/** Takes a run's figures at its end, before verification uses the machine, and makes its record. */
final class ResultBuilder {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private final PipelineConfig config;
  private final RunOptions options;
  private final RunTally tally;
  private final int retries;
  private final double cpuSecs;
  private final long gcCount;
  private final double gcSecs;
  private final long heapPeakBytes;
  private final Optional<Long> residentPeakBytes;

  ResultBuilder(
      PipelineConfig config, RunOptions options, RunTally tally, ProcessUsage usage, int retries) {
    this.config = config;
    this.options = options;
    this.tally = tally;
    this.retries = retries;
    this.cpuSecs = usage.cpuSecs();
    this.gcCount = usage.gcCount();
    this.gcSecs = usage.gcSecs();
    this.heapPeakBytes = usage.heapPeakBytes();
    this.residentPeakBytes = usage.residentPeakBytes();
  }

  PipelineResult build(Optional<Verification.Outcome> verified) {
    return new PipelineResult(
        config.name(),
        tally.runId,
        options.repeat(),
        tally.rowsRead(),
        tally.rowsWritten(),
        tally.bytesRead(),
        tally.bytesWritten(),
        verified.map(Verification.Outcome::source).map(Digest::hashText),
        verified.map(Verification.Outcome::destination).map(Digest::hashText),
        verified.map(Verification.Outcome::destination).map(Digest::rows),
        (tally.endNanos - tally.startNanos) / NANOS_PER_SECOND,
        options.startupNanos() / NANOS_PER_MILLI,
        options.sourceLoadNanos() / NANOS_PER_MILLI,
        options.destLoadNanos() / NANOS_PER_MILLI,
        tally.sourceNanos / NANOS_PER_SECOND,
        tally.sourceClock.partsSecs(),
        tally.firstRowNanos.orElse(0L) / NANOS_PER_MILLI,
        tally.destNanos / NANOS_PER_SECOND,
        tally.destClock.partsSecs(),
        retries,
        cpuSecs,
        gcCount,
        gcSecs,
        tally.sourceAllocatedBytes + tally.destAllocatedBytes,
        heapPeakBytes,
        residentPeakBytes,
        Runtime.version().toString(),
        tally.sourceVersion,
        tally.destVersion,
        config.destination().loadMethod(),
        config.resources().compression().name().toLowerCase(Locale.ROOT));
  }
}

package dev.weir.core.pipeline;

import dev.weir.core.config.PipelineConfig;
import java.util.Locale;

/** Makes a run's record of its tally. */
final class ResultBuilder {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private ResultBuilder() {}

  static PipelineResult build(
      PipelineConfig config, RunOptions options, RunTally tally, ProcessUsage usage, int retries) {
    return new PipelineResult(
        config.name(),
        tally.runId,
        options.repeat(),
        rows(tally),
        tally.verified(),
        times(options, tally),
        retries,
        usage.since(tally.sourceAllocatedBytes + tally.destAllocatedBytes),
        new PipelineResult.Setup(
            Runtime.version().toString(),
            tally.sourceVersion,
            tally.destVersion,
            config.destination().loadMethod(),
            config.resources().compression().name().toLowerCase(Locale.ROOT)),
        tally.notices);
  }

  private static PipelineResult.Rows rows(RunTally tally) {
    return new PipelineResult.Rows(
        tally.sum(RunTally.Committed::rowsRead),
        tally.counts().written(),
        tally.counts().updated(),
        tally.counts().late(),
        tally.nullCursorRows,
        tally.missedRows,
        tally.sum(RunTally.Committed::bytesRead),
        tally.sum(RunTally.Committed::bytesWritten));
  }

  private static PipelineResult.Times times(RunOptions options, RunTally tally) {
    return new PipelineResult.Times(
        tally.durationNanos / NANOS_PER_SECOND,
        options.startupNanos() / NANOS_PER_MILLI,
        options.sourceLoadNanos() / NANOS_PER_MILLI,
        options.destLoadNanos() / NANOS_PER_MILLI,
        tally.sourceNanos / NANOS_PER_SECOND,
        tally.sourceClock.partsSecs(),
        tally.firstRowNanos.orElse(0L) / NANOS_PER_MILLI,
        tally.destNanos / NANOS_PER_SECOND,
        tally.destClock.partsSecs());
  }
}

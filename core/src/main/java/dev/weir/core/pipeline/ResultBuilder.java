package dev.weir.core.pipeline;

import dev.weir.core.config.Pipeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Makes a run's record of its tally. */
final class ResultBuilder {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private ResultBuilder() {}

  static PipelineResult build(
      Pipeline pipeline, RunOptions options, RunTally tally, ProcessUsage usage, int retries) {
    return new PipelineResult(
        pipeline.config().name(),
        tally.runId,
        options.repeat(),
        rows(tally),
        tally.outputs(),
        tally.verified(),
        times(options, tally),
        retries,
        usage.since(
            sum(tally, lane -> lane.source.allocatedBytes() + lane.destination.allocatedBytes())),
        new PipelineResult.Setup(
            Runtime.version().toString(),
            tally.sourceVersion(),
            tally.destVersion(),
            pipeline.destination().loadMethod(),
            pipeline.config().resources().compression().name().toLowerCase(Locale.ROOT),
            tally.laneCount()),
        adaptiveBatches(tally),
        tally.notices());
  }

  private static PipelineResult.Rows rows(RunTally tally) {
    return new PipelineResult.Rows(
        tally.sum(RunTally.Committed::rowsRead),
        tally.counts().written(),
        tally.counts().updated(),
        tally.counts().late(),
        tally.nullCursorRows(),
        tally.missedRows(),
        tally.sum(RunTally.Committed::bytesRead),
        tally.sum(RunTally.Committed::bytesWritten));
  }

  private static Optional<AdaptiveBatches.Decisions> adaptiveBatches(RunTally tally) {
    List<LaneTally> lanes = tally.lanes();
    return lanes.subList(lanes.size() - tally.laneCount(), lanes.size()).stream()
        .flatMap(lane -> lane.adaptive.stream())
        .map(AdaptiveBatches::decisions)
        .reduce(AdaptiveBatches.Decisions::plus);
  }

  private static PipelineResult.Times times(RunOptions options, RunTally tally) {
    return new PipelineResult.Times(
        tally.durationNanos() / NANOS_PER_SECOND,
        options.startupNanos() / NANOS_PER_MILLI,
        options.sourceLoadNanos() / NANOS_PER_MILLI,
        options.destLoadNanos() / NANOS_PER_MILLI,
        sum(tally, lane -> lane.source.nanos()) / NANOS_PER_SECOND,
        parts(tally, lane -> lane.sourceClock.partsSecs()),
        tally.firstRowNanos() / NANOS_PER_MILLI,
        sum(tally, lane -> lane.destination.nanos()) / NANOS_PER_SECOND,
        parts(tally, lane -> lane.destClock.partsSecs()));
  }

  private static long sum(RunTally tally, ToLongFunction<LaneTally> figure) {
    return tally.lanes().stream().mapToLong(figure).sum();
  }

  private static Map<String, Double> parts(
      RunTally tally, Function<LaneTally, Map<String, Double>> ofLane) {
    Map<String, Double> parts = new LinkedHashMap<>();
    tally
        .lanes()
        .forEach(
            lane ->
                ofLane.apply(lane).forEach((stage, secs) -> parts.merge(stage, secs, Double::sum)));
    return parts;
  }
}

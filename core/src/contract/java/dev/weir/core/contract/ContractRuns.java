package dev.weir.core.contract;

import dev.weir.core.config.Pipeline;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.PipelineRunner;
import dev.weir.core.pipeline.Planner;
import dev.weir.core.pipeline.ReadPlanning;
import dev.weir.core.pipeline.Progress;
import dev.weir.core.pipeline.RunOptions;
import dev.weir.core.pipeline.RunPlan;
import dev.weir.core.state.SqliteState;
import java.time.Clock;
import java.util.Optional;

/** Runs and plans pipelines. */
public final class ContractRuns {
  private ContractRuns() {}

  public static PipelineResult run(Pipeline pipeline) {
    return run(pipeline, false, Progress.SILENT, new Cancellation());
  }

  static PipelineResult verify(Pipeline pipeline) {
    return run(pipeline, true, Progress.SILENT, new Cancellation());
  }

  public static PipelineResult run(
      Pipeline pipeline, boolean verify, Progress progress, Cancellation cancellation) {
    try (SqliteState state = SqliteState.open(pipeline.config().statePath(), Clock.systemUTC())) {
      return new PipelineRunner(pipeline, state, progress, cancellation)
          .run(new RunOptions(1, verify, 0, 0, 0));
    }
  }

  static RunPlan plan(Pipeline pipeline) {
    try (SourceSession source = pipeline.source().connect(Optional.empty());
        DestinationSession destination = pipeline.destination().connect()) {
      return new Planner(pipeline, "load")
          .plan(ReadPlanning.on(source), destination, pipeline.config().streams(), false);
    }
  }

  /** Returns the receipt of a run for one stream. */
  static Optional<Receipt> receipt(Pipeline pipeline, String stream, String runId) {
    try (DestinationSession session = pipeline.destination().connect()) {
      return session.receipt(pipeline.config().name(), stream, runId);
    }
  }

  /** Returns the last receipt of the pipeline's first stream. */
  static Optional<Receipt> lastReceipt(Pipeline pipeline) {
    try (DestinationSession session = pipeline.destination().connect()) {
      return session
          .resume(
              pipeline.config().name(),
              pipeline.config().streams().get(0),
              pipeline.config().writeOptions())
          .last();
    }
  }
}

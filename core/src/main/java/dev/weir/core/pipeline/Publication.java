package dev.weir.core.pipeline;

import dev.weir.core.connector.CursorCounts;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.TransformState;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Publishes one stream whose splits are all written: builds, compares, commits. */
final class Publication {
  private final RunContext context;
  private final StreamPlan stream;
  private final Load load;
  private final StageClock<DestStage> clock;
  private final StreamProgress progress;
  private final Transformed transformed;
  private final LoadCounts counts;

  /**
   * What the transforms of a stream leave beside its rows.
   *
   * @param state empty if no transform saves one
   */
  record Transformed(Optional<TransformState> state, List<PipelineResult.Output> outputs) {
    Transformed {
      outputs = List.copyOf(outputs);
    }
  }

  /** Builds the target. */
  Publication(
      RunContext context,
      StreamPlan stream,
      Load load,
      StreamProgress progress,
      StageClock<DestStage> clock,
      Transformed transformed) {
    this.context = context;
    this.stream = stream;
    this.load = load;
    this.clock = clock;
    this.progress = progress;
    this.transformed = transformed;
    clock.enter(DestStage.BUILD);
    this.counts = load.build(progress.committables());
  }

  /**
   * Compares both ends before COMMIT.
   *
   * @param source the source's digest
   */
  void compare(Digest source, String method) {
    Digest destination = load.digest(method);
    if (!source.equals(destination) || destination.rows() != progress.total().rowsSent()) {
      throw RunErrors.contentDiffers(stream.name(), source, destination);
    }
  }

  /** Commits the stream with its receipt. */
  void commit(Optional<Digest> verified) {
    clock.enter(DestStage.COMMIT);
    StreamProgress.Moved moved = progress.total();
    Receipt receipt =
        new Receipt(
            context.config().name(),
            context.tally().runId,
            stream.name(),
            1,
            stream.read().upTo().or(() -> stream.resumption().from().after()),
            stream.read().counts().map(c -> OptionalLong.of(c.rows())).orElse(OptionalLong.empty()),
            counts.written(),
            moved.bytesSent(),
            transformed.state());
    RunTally tally = context.tally();
    tally.beforeCommit(
        stream.stream(),
        new RunTally.Committed(
            moved.rowsRead(),
            moved.bytesRead(),
            moved.bytesSent(),
            counts,
            transformed.outputs(),
            verified));
    load.commit(receipt);
    tally.commit(stream.stream());
    context.checkpoint(receipt);
    progress.notices().forEach(notice -> tally.notice(context.progress(), notice));
    long missed = missed();
    tally.unread(stream.read().counts().map(CursorCounts::nullRows).orElse(0L), missed);
    if (missed > 0) {
      tally.notice(context.progress(), missedNotice(missed));
    }
  }

  private Notice missedNotice(long missed) {
    return new Notice(
        Place.of(Side.SOURCE).inStream(stream.name()),
        "At least %,d rows at or below the last cursor came to the source since the last run"
                .formatted(missed)
            + " and are not delivered; raise cursor_lag, or run once with"
            + " on_receipt_mismatch: reload and an empty _weir_receipts row.");
  }

  /**
   * Returns how many rows came to the source below the lag window since the last run, which no run
   * reads. A lower bound, as rows that were deleted meanwhile are not counted.
   */
  private long missed() {
    Optional<CursorCounts> now = stream.read().counts();
    OptionalLong before =
        stream.resumption().last().map(Receipt::sourceRows).orElse(OptionalLong.empty());
    if (now.isEmpty() || before.isEmpty() || stream.resumption().from().after().isEmpty()) {
      return 0;
    }
    return Math.max(0, now.get().rowsUpToCursor() - before.getAsLong() - counts.late());
  }
}

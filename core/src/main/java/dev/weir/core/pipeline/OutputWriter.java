package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Committable;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.WriteResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Writes an output of a transform to its target. Small batches are collected first, as a server may
 * have to end a COPY into one table before it begins one into another.
 */
final class OutputWriter implements AutoCloseable {
  private static final Split ALL = new Split("0", ReadPart.NEW, -1, "");

  private final RunContext context;
  private final OutputPlan plan;
  private final Load load;
  private final StageClock<DestStage> clock;
  private final long pendingBytesMax;
  private final Queue<Batch> pending = new ArrayDeque<>();
  private long pendingBytes;
  private @Nullable SplitWriter writer;
  private long rows;
  private long bytes;
  private LoadCounts counts = LoadCounts.inserted(0);

  OutputWriter(RunContext context, OutputPlan plan, Load load, StageClock<DestStage> clock) {
    this.context = context;
    this.plan = plan;
    this.load = load;
    this.clock = clock;
    this.pendingBytesMax = context.config().resources().batchBytesMax().bytes();
  }

  boolean receives(int transform, String output) {
    return plan.transform() == transform && plan.name().equals(output);
  }

  /** Takes ownership of a batch. */
  void take(Batch batch) {
    pending.add(batch);
    pendingBytes += batch.bytes();
    if (pendingBytes >= pendingBytesMax) {
      DestStage before = clock.current();
      clock.enter(DestStage.FLUSH);
      flush();
      clock.enter(before);
    }
  }

  private void flush() {
    for (Batch next = pending.poll(); next != null; next = pending.poll()) {
      try (Batch batch = next) {
        write(batch);
      }
    }
    pendingBytes = 0;
  }

  private void write(Batch batch) {
    SplitWriter open = writer;
    if (open == null) {
      open = load.writer(ALL);
      writer = open;
    }
    WriteResult result = open.write(batch);
    if (result.rejected() > 0) {
      throw RunErrors.rowsRejected(plan.target(), result.rejected());
    }
    if (result.written() != batch.rows()) {
      throw RunErrors.rowsDiffer(plan.target(), batch.rows(), result.written());
    }
    rows += batch.rows();
    bytes += batch.bytes();
    context.tally().sent(context.progress(), plan.target(), batch.rows(), batch.bytes());
  }

  /** Writes what is left, and builds the target. */
  void finish() {
    clock.enter(DestStage.FLUSH);
    flush();
    List<Committable> committables = new ArrayList<>();
    SplitWriter open = writer;
    if (open != null) {
      Committable committable = open.finish();
      if (committable.rows() != rows) {
        throw RunErrors.rowsDiffer(plan.target(), rows, committable.rows());
      }
      committables.add(committable);
    }
    clock.enter(DestStage.BUILD);
    counts = load.build(committables);
  }

  /** Returns what {@link #finish} has made ready. */
  PipelineResult.Output result(String stream) {
    return new PipelineResult.Output(
        stream, plan.name(), plan.target(), rows, counts.written(), counts.updated(), bytes);
  }

  @Override
  public void close() {
    List<Runnable> closes = new ArrayList<>();
    pending.forEach(batch -> closes.add(batch::close));
    pending.clear();
    SplitWriter open = writer;
    writer = null;
    if (open != null) {
      closes.add(open::close);
    }
    Closing.all(closes);
  }
}

package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.IpcDecoder;
import dev.weir.core.connector.Committable;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.JointCommitSession;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.Marker;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.TransformState;
import dev.weir.core.connector.WriteResult;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stream as one lane loads it: decodes batches, passes them to the transforms, and writes what
 * these emit to the stream's target and to those of their other outputs. The transforms are open
 * for all splits of a stream of one lane, and for one split otherwise.
 */
final class StreamLoad implements AutoCloseable {
  private final RunContext context;
  private final StreamPlan stream;
  private final BufferAllocator allocator;
  private final StageClock<DestStage> clock;
  private final TransformStates state;

  /** In the order of opening; the first one commits all. */
  private final List<Load> loads = new ArrayList<>();

  private final List<OutputWriter> outputs = new ArrayList<>();
  private final Load main;
  private int splitsLeft;
  private @Nullable TransformChain transforms;
  private @Nullable OpenSplit split;

  /** Prepares and opens the loads of a stream. */
  StreamLoad(
      RunContext context,
      StreamPlan stream,
      DestinationSession session,
      BufferAllocator allocator,
      StageClock<DestStage> clock) {
    this.context = context;
    this.stream = stream;
    this.allocator = allocator;
    this.clock = clock;
    this.state = TransformStates.read(context.pipeline(), stream, session, allocator);
    this.splitsLeft = stream.read().splits().size();
    boolean opened = false;
    try {
      main = openAll(session);
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  private Load openAll(DestinationSession session) {
    List<LoadPlan> plans = new ArrayList<>();
    if (!stream.discardsMain()) {
      plans.add(stream.load());
    }
    stream.outputs().forEach(output -> plans.add(output.load()));
    if (stream.lanes() == 1) {
      plans.forEach(session::prepare);
    }
    for (LoadPlan plan : plans) {
      loads.add(loads.isEmpty() ? session.open(plan, allocator) : openJointly(session, plan));
    }
    int first = stream.discardsMain() ? 0 : 1;
    for (int i = 0; i < stream.outputs().size(); i++) {
      outputs.add(new OutputWriter(context, stream.outputs().get(i), loads.get(first + i), clock));
    }
    return stream.discardsMain() ? new DiscardLoad(loads.get(0)) : loads.get(0);
  }

  private Load openJointly(DestinationSession session, LoadPlan plan) {
    if (session instanceof JointCommitSession joint) {
      return joint.openJointly(loads.get(0), plan, allocator);
    }
    throw new IllegalStateException("The session commits one load at a time");
  }

  /** The split that is being written. */
  private record OpenSplit(Split split, SplitWriter writer, IpcDecoder decoder, Sent sent) {}

  /** The rows that were sent to the target, and their Arrow bytes. */
  static final class Sent {
    private long rows;
    private long bytes;

    long rows() {
      return rows;
    }

    long bytes() {
      return bytes;
    }
  }

  boolean isOf(StreamPlan other) {
    return stream.index() == other.index();
  }

  StreamPlan stream() {
    return stream;
  }

  /** Starts to write a split. */
  void start(Split next, Schema schema, int lane) {
    IpcDecoder decoder = new IpcDecoder(schema, allocator);
    split = new OpenSplit(next, main.writer(next), decoder, new Sent());
    if (transforms == null) {
      transforms =
          new TransformChain(
              context.pipeline().transforms(),
              stream,
              lane,
              allocator,
              schema,
              state.ofTransforms(),
              this::write,
              this::writeOutput);
    }
  }

  /** Takes ownership of an encoded batch. */
  void takeAndProcess(ArrowBuf message) {
    OpenSplit open = openSplit();
    clock.enter(DestStage.ARROW_DECODE);
    Batch batch = open.decoder().takeAndDecode(message);
    clock.enter(DestStage.TRANSFORM);
    state.take(batch, open.split()).ifPresent(transforms()::takeAndProcess);
  }

  private void write(Batch taken) {
    OpenSplit open = openSplit();
    DestStage before = clock.current();
    clock.enter(DestStage.FLUSH);
    try (Batch batch = taken) {
      WriteResult result = open.writer().write(batch);
      if (result.rejected() > 0) {
        throw RunErrors.rowsRejected(stream.name(), result.rejected());
      }
      if (result.written() != batch.rows()) {
        throw RunErrors.rowsDiffer(stream.name(), batch.rows(), result.written());
      }
      open.sent().rows += batch.rows();
      if (!stream.discardsMain()) {
        open.sent().bytes += batch.bytes();
        context.tally().sent(context.progress(), stream.name(), batch.rows(), batch.bytes());
      }
    }
    clock.enter(before);
  }

  private void writeOutput(int transform, String output, Batch batch) {
    for (OutputWriter writer : outputs) {
      if (writer.receives(transform, output)) {
        writer.take(batch);
        return;
      }
    }
    batch.close();
    throw new IllegalStateException("No target receives the output " + output);
  }

  void marker(Marker marker) {
    clock.enter(DestStage.TRANSFORM);
    transforms().marker(marker);
    clock.enter(DestStage.FLUSH);
    openSplit().writer().marker(marker);
  }

  /**
   * A split that is written.
   *
   * @param transformed complete after the last split of a stream of one lane
   * @param notices of the transforms that have ended
   */
  record Finished(
      Committable committable,
      Sent sent,
      Publication.Transformed transformed,
      List<Notice> notices) {
    Finished {
      notices = List.copyOf(notices);
    }
  }

  /** Ends a split, and after the last one the transforms. */
  Finished finishSplit() {
    OpenSplit open = openSplit();
    splitsLeft--;
    boolean endsTransforms = stream.lanes() > 1 || splitsLeft == 0;
    Optional<TransformState> saved = Optional.empty();
    List<Notice> notices = List.of();
    if (endsTransforms) {
      clock.enter(DestStage.TRANSFORM);
      transforms().end();
      saved = state.save(transforms());
      notices = transforms().notices();
    }
    clock.enter(DestStage.FLUSH);
    Committable committable = open.writer().finish();
    if (committable.rows() != open.sent().rows) {
      throw RunErrors.rowsDiffer(stream.name(), open.sent().rows, committable.rows());
    }
    closeSplit();
    if (endsTransforms) {
      closeTransforms();
      outputs.forEach(OutputWriter::finish);
    }
    return new Finished(
        committable,
        open.sent(),
        new Publication.Transformed(
            saved, outputs.stream().map(output -> output.result(stream.name())).toList()),
        notices);
  }

  /** Returns the load that builds the stream's target, and commits the stream. */
  Load main() {
    return main;
  }

  private OpenSplit openSplit() {
    if (split == null) {
      throw new IllegalStateException("No split is open");
    }
    return split;
  }

  private TransformChain transforms() {
    if (transforms == null) {
      throw new IllegalStateException("The transforms are not open");
    }
    return transforms;
  }

  private void closeSplit() {
    OpenSplit open = split;
    split = null;
    if (open != null) {
      open.writer().close();
    }
  }

  private void closeTransforms() {
    TransformChain open = transforms;
    transforms = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    List<Runnable> closes = new ArrayList<>();
    closes.add(this::closeTransforms);
    closes.add(this::closeSplit);
    outputs.forEach(output -> closes.add(output::close));
    for (int i = loads.size() - 1; i >= 0; i--) {
      closes.add(loads.get(i)::close);
    }
    Closing.all(closes);
  }
}

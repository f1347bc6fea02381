package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.config.Pipeline;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.TransformState;
import dev.weir.core.connector.TransformStateSession;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;

/** The state of a stream's transforms, from the last receipt to the next one. */
final class TransformStates {
  private final Pipeline pipeline;
  private final StreamPlan stream;
  private final Optional<SavedState> last;
  private final RepeatedRows rows;

  private TransformStates(
      Pipeline pipeline, StreamPlan stream, Optional<SavedState> last, RepeatedRows rows) {
    this.pipeline = pipeline;
    this.stream = stream;
    this.last = last;
    this.rows = rows;
  }

  /**
   * Reads the state of the last run.
   *
   * @throws WeirException if this run cannot continue with it
   */
  static TransformStates read(
      Pipeline pipeline, StreamPlan stream, DestinationSession session, BufferAllocator allocator) {
    Optional<SavedState> last = Optional.empty();
    if (stream.savesState()
        && stream.resumption().from().after().isPresent()
        && session instanceof TransformStateSession states) {
      last =
          stream
              .resumption()
              .last()
              .flatMap(states::transformState)
              .map(state -> SavedState.decode(state, stream.name()));
    }
    last.ifPresent(state -> checkLag(stream, state));
    long[] repeated = last.map(SavedState::repeated).orElse(new long[0]);
    return new TransformStates(pipeline, stream, last, new RepeatedRows(repeated, allocator));
  }

  /** The saved hashes are those of the rows within the lag of the run that saved them. */
  private static void checkLag(StreamPlan stream, SavedState state) {
    if (!state.cursorLag().equals(lag(stream))) {
      throw WeirException.of(
              EngineError.TRANSFORM_STATE,
              Place.of(Side.CONFIG).inStream(stream.name()),
              "The state of the stream's transforms was saved with %s, and cursor_lag is now %s"
                  .formatted(display(state.cursorLag()), display(lag(stream))))
          .withHint(
              "Restore cursor_lag, or delete the stream's row of _weir_transform_state at the"
                  + " destination to start anew.");
    }
  }

  private static String lag(StreamPlan stream) {
    return stream.stream().cursorLag().orElse("");
  }

  private static String display(String lag) {
    return lag.isEmpty() ? "no cursor_lag" : "\"" + lag + "\"";
  }

  /** Returns the state for each transform of the pipeline. */
  List<Optional<TransformState>> ofTransforms() {
    Map<String, Integer> occurrences = new HashMap<>();
    List<Optional<TransformState>> states = new ArrayList<>();
    for (int i = 0; i < pipeline.transforms().size(); i++) {
      if (pipeline.transforms().get(i).isStateful()) {
        String name = pipeline.config().transforms().get(i).name();
        int occurrence = occurrences.merge(name, 1, Integer::sum) - 1;
        states.add(last.flatMap(state -> state.of(name, occurrence)));
      } else {
        states.add(Optional.empty());
      }
    }
    return states;
  }

  /** Takes a batch, and returns the rows for the transforms, if there are any. */
  Optional<Batch> take(Batch batch, Split split) {
    if (!stream.savesState()) {
      return Optional.of(batch);
    }
    return rows.take(
        batch,
        stream.read().repeated().orElse(Set.of()).contains(split.id()),
        split.part() == ReadPart.OVERLAP);
  }

  /** Returns the state for the next run; empty if this stream has none. */
  Optional<TransformState> save(TransformChain transforms) {
    if (!stream.savesState()) {
      return Optional.empty();
    }
    List<SavedState.Entry> entries = new ArrayList<>();
    for (int i = 0; i < pipeline.transforms().size(); i++) {
      if (pipeline.transforms().get(i).isStateful()) {
        entries.add(
            new SavedState.Entry(
                pipeline.config().transforms().get(i).name(), transforms.saveState(i)));
      }
    }
    return Optional.of(new SavedState(lag(stream), rows.next(), entries).encode());
  }
}

package dev.weir.core.connector;

import dev.weir.core.batch.Batch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A configured transform of batches. A stream whose transform has further outputs than {@link
 * #MAIN}, or keeps state, is loaded in one lane.
 */
public interface Transform {
  /**
   * The name of the output that goes to the next transform, and from the last one to the target.
   */
  String MAIN = "main";

  /**
   * Returns all outputs by name, {@link #MAIN} included. The rows of any other one go to the table
   * that the pipeline names for it, and are committed with those of the stream.
   *
   * @throws dev.weir.core.error.WeirException if batches of the input cannot be transformed
   */
  Map<String, OutputSchema> outputs(Schema input);

  /**
   * Returns whether instances save a state. An incremental stream then gives the state of the last
   * committed run to the next one, and delivers each row once, although incremental reads repeat
   * rows at the last cursor.
   */
  default boolean isStateful() {
    return false;
  }

  /** Opens the transform for all splits of a stream, or for one of those that lanes share. */
  Instance open(Context context);

  /**
   * The rows of an output.
   *
   * @param key the columns that identify a row of a further output, of which the target keeps the
   *     first; empty to add all rows. Without meaning for {@link Transform#MAIN}.
   */
  record OutputSchema(Schema schema, List<String> key) {
    public OutputSchema {
      key = List.copyOf(key);
      for (String column : key) {
        if (schema.getFields().stream().noneMatch(field -> field.getName().equals(column))) {
          throw new IllegalArgumentException("The key is no column of the output: " + column);
        }
      }
    }

    /** Returns an output without a key. */
    public static OutputSchema of(Schema schema) {
      return new OutputSchema(schema, List.of());
    }
  }

  /**
   * What an instance works with.
   *
   * @param stream the stream's name
   * @param lane from 0
   * @param allocator for the batches it creates
   * @param state what the last committed run of the stream has saved; empty for a run that reads
   *     the stream from the start. A transform whose settings have changed since decides itself
   *     whether it can use the state.
   * @param isContinued whether the state of this run is saved for the next one; otherwise no rows
   *     follow the last batch
   */
  record Context(
      String stream,
      int lane,
      BufferAllocator allocator,
      Schema input,
      Optional<TransformState> state,
      boolean isContinued) {}

  /** An open transform, used by one thread. */
  interface Instance extends AutoCloseable {
    /** Takes ownership of a batch and emits any number of batches. */
    void takeAndProcess(Batch batch, Output output);

    /** Receives a marker, which is forwarded after this call. */
    default void marker(Marker marker, Output output) {}

    /**
     * Called after the last batch of the run. An incremental stream continues with the next run.
     */
    default void end(Output output) {}

    /**
     * Returns the state after all batches so far, which is committed in the transaction of their
     * rows. Called after {@link #end} if {@link Transform#isStateful}.
     */
    default TransformState saveState() {
      throw new UnsupportedOperationException("The transform declares a state and saves none");
    }

    /** Returns what a person should know of the run. Called after {@link #end}. */
    default List<Notice> notices() {
      return List.of();
    }

    @Override
    void close();
  }

  /** Receives what a transform emits. */
  @FunctionalInterface
  interface Output {
    /**
     * Takes ownership of a batch.
     *
     * @param name one of the keys of {@link Transform#outputs}
     */
    void takeAndEmit(String name, Batch batch);
  }

  /** Reads a transform's {@code config}; reports problems to the settings. */
  @FunctionalInterface
  interface Factory {
    Transform create(Settings config);
  }
}

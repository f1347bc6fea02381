package dev.weir.core.connector;

import dev.weir.core.batch.Batch;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** A configured transform of batches. */
public interface Transform {
  /** The name of the output that goes to the stream's target. */
  String MAIN = "main";

  /**
   * Returns the schemas of all outputs by name.
   *
   * @throws dev.weir.core.error.WeirException if batches of the input cannot be transformed
   */
  Map<String, Schema> outputs(Schema input);

  /** Opens the transform for one stream in one lane. */
  Instance open(Context context);

  /**
   * What an instance works with.
   *
   * @param stream the stream's name
   * @param lane from 0
   * @param allocator for the batches it creates
   */
  record Context(String stream, int lane, BufferAllocator allocator, Schema input) {}

  /** An open transform, used by one thread. */
  interface Instance extends AutoCloseable {
    /** Takes ownership of a batch and emits any number of batches. */
    void takeAndProcess(Batch batch, Output output);

    /** Receives a marker, which is forwarded after this call. */
    default void marker(Marker marker, Output output) {}

    /** Called after the last batch. */
    default void end(Output output) {}

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

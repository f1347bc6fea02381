package dev.weir.core.connector;

import dev.weir.core.batch.Batch;
import org.apache.arrow.vector.types.pojo.Schema;

/** Changes batches on their way; runs on the destination's thread. */
public interface Transform {
  /** The schema of what {@link #takeAndApply} returns for batches of {@code input}. */
  Schema schema(Schema input);

  /** Takes the batch over and returns one that the caller closes. */
  Batch takeAndApply(Batch batch);

  /** Reads a transform's {@code config}; problems go into the settings, not into exceptions. */
  @FunctionalInterface
  interface Factory {
    Transform create(Settings config);
  }
}

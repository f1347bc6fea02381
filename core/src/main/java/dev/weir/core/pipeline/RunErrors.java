package dev.weir.core.pipeline;

import dev.weir.core.batch.CorruptMessageException;
import dev.weir.core.connector.Digest;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import org.apache.arrow.memory.OutOfMemoryException;

/** The engine's own errors, and what becomes of unexpected exceptions. */
final class RunErrors {
  private RunErrors() {}

  static WeirException cancelled() {
    return EngineError.CANCELLED.at("The run was cancelled; what was not committed is rolled back");
  }

  static WeirException wrap(RuntimeException error) {
    if (error instanceof WeirException known) {
      return known;
    }
    if (error instanceof OutOfMemoryException) {
      return EngineError.MEMORY
          .at("The run needs more memory for batches than it may use")
          .withHint("Lower resources.max_batch_bytes, or raise resources.max_inflight_bytes.")
          .causedBy(error);
    }
    if (error instanceof CorruptMessageException) {
      return EngineError.CHANNEL_CORRUPT
          .at("A frame on the channel is corrupt: " + error.getMessage())
          .causedBy(error);
    }
    return EngineError.INTERNAL.at("Unexpected exception: " + error).causedBy(error);
  }

  /** An error of the JVM's, such as a heap that is used up. */
  static WeirException fatal(Error error) {
    EngineError code =
        error instanceof OutOfMemoryError ? EngineError.MEMORY : EngineError.INTERNAL;
    return code.at("The run's thread ended with " + error).causedBy(error);
  }

  static WeirException rowsDiffer(String stream, long read, long written) {
    return WeirException.of(
        EngineError.ROWS_DIFFER,
        Place.of(Side.DESTINATION).inStream(stream),
        read + " rows were read, but the server counted " + written + "; nothing is committed");
  }

  static WeirException rowsRejected(String stream, long rejected) {
    return WeirException.of(
        EngineError.ROWS_REJECTED,
        Place.of(Side.DESTINATION).inStream(stream),
        "The destination rejected %,d rows; nothing is committed".formatted(rejected));
  }

  static WeirException contentDiffers(String stream, Digest source, Digest destination) {
    return WeirException.of(
        EngineError.CONTENT_DIFFERS,
        Place.of(Side.DESTINATION).inStream(stream),
        "The loaded rows differ from the source's: the source has "
            + text(source)
            + ", the destination "
            + text(destination)
            + "; nothing is committed");
  }

  private static String text(Digest digest) {
    return digest.rows() + " rows with digest " + digest.hashText();
  }
}

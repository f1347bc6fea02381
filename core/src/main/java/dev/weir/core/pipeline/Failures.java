package dev.weir.core.pipeline;

import dev.weir.core.batch.CorruptMessageException;
import dev.weir.core.connector.Digest;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import org.apache.arrow.memory.OutOfMemoryException;

/** Errors of the engine's own, and what becomes of exceptions that nobody expected. */
final class Failures {
  private Failures() {}

  static WeirException cancelled() {
    return WeirException.of(
        "run.cancelled",
        ErrorKind.CANCELLED,
        Place.of(Side.ENGINE),
        "The run was cancelled; what was not committed is rolled back",
        "Run the pipeline again to start over.");
  }

  static WeirException wrap(RuntimeException error) {
    if (error instanceof WeirException known) {
      return known;
    }
    if (error instanceof OutOfMemoryException) {
      return WeirException.of(
              "run.memory",
              ErrorKind.RESOURCE,
              Place.of(Side.ENGINE),
              "The run needs more memory for batches than it may use",
              "Lower resources.max_batch_bytes, or raise resources.max_inflight_bytes.")
          .causedBy(error);
    }
    String what =
        error instanceof CorruptMessageException
            ? "A frame on the channel is corrupt: " + error.getMessage()
            : "Something that should not happen did: " + error;
    return WeirException.of(
            "run.internal",
            ErrorKind.INTERNAL,
            Place.of(Side.ENGINE),
            what,
            "Please report it with the output of --stacktrace.")
        .causedBy(error);
  }

  /** An error of the JVM's, such as a heap that is used up. */
  static WeirException fatal(Error error) {
    return WeirException.of(
            "run.internal",
            error instanceof OutOfMemoryError ? ErrorKind.RESOURCE : ErrorKind.INTERNAL,
            Place.of(Side.ENGINE),
            "The run's thread ended with " + error,
            "Give the process more heap (-Xmx), or lower resources.max_inflight_bytes.")
        .causedBy(error);
  }

  /** The same error as a transient one. */
  static WeirException tryAgain(WeirException error) {
    return WeirException.of(
            error.code(), ErrorKind.TRANSIENT, error.place(), error.getMessage(), error.hint())
        .causedBy(error);
  }

  static WeirException rowsDiffer(String stream, long read, long written) {
    return WeirException.of(
        "destination.rows_differ",
        ErrorKind.DATA,
        Place.of(Side.DESTINATION).inStream(stream),
        read + " rows were read, but the server counted " + written + "; nothing is committed",
        "Look for triggers or rules on the target that drop or add rows.");
  }

  static WeirException contentDiffers(
      String stream, long moved, Digest source, Digest destination) {
    return WeirException.of(
        "verify.content_differs",
        ErrorKind.DATA,
        Place.of(Side.DESTINATION).inStream(stream),
        "The content differs after "
            + moved
            + " rows were moved: the source has "
            + text(source)
            + ", the destination "
            + text(destination),
        "Make sure that nobody else writes to the target, then run with write_mode: replace.");
  }

  private static String text(Digest digest) {
    return digest.rows() + " rows with digest " + digest.hashText();
  }
}

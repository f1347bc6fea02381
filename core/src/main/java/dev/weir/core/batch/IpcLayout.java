package dev.weir.core.batch;

/**
 * Constants of the Arrow IPC encapsulated message. Source: Arrow columnar format 1.5, "Encapsulated
 * message format".
 */
final class IpcLayout {
  /** Precedes the metadata length since format 0.15. */
  static final int CONTINUATION = 0xFFFFFFFF;

  static final int CONTINUATION_BYTES = 4;
  static final int METADATA_LENGTH_BYTES = 4;
  static final int PREFIX_BYTES = CONTINUATION_BYTES + METADATA_LENGTH_BYTES;

  /** The alignment of the metadata and of each buffer of the body. */
  static final int ALIGNMENT_BYTES = 8;

  private IpcLayout() {}

  static long padded(long length) {
    return (length + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
  }
}

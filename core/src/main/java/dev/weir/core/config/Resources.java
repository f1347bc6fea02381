package dev.weir.core.config;

import dev.weir.core.compress.Codec;
import dev.weir.core.compress.FrameCodec;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.unit.ByteSize;

/**
 * What a run may use.
 *
 * @param compression how frames are compressed on the channel
 * @param batchBytesMax a batch's encoded size; a batch is cut before it, except for one wider row
 * @param batchRowsMax a batch's rows
 * @param inflightBytesMax frames waiting on the channel, in bytes; see {@link #rowBytesMax}
 * @param retriesMax how often a transient error is tried again; 0 is never
 * @param parallelism the lanes; each has a channel of {@code inflightBytesMax}
 */
public record Resources(
    Codec compression,
    ByteSize batchBytesMax,
    int batchRowsMax,
    ByteSize inflightBytesMax,
    int retriesMax,
    Parallelism parallelism) {

  /**
   * Large enough to make a batch's fixed cost small, small enough for a few to be in flight.
   * Measured from 256 KiB to 8 MiB: docs/adr/0003-copy-kernels.md.
   */
  public static final ByteSize DEFAULT_BATCH_BYTES_MAX = ByteSize.ofMb(1);

  /** Bounds the vectors of narrow tables. */
  public static final int DEFAULT_BATCH_ROWS_MAX = 65_536;

  /** Eight batches of the default size. */
  public static final ByteSize DEFAULT_INFLIGHT_BYTES_MAX = ByteSize.ofMb(64);

  /** Rides out a restart of a server, with the delays between. */
  public static final int DEFAULT_RETRIES_MAX = 3;

  /** Where readers cut their batches. */
  public BatchLimits batchLimits() {
    return new BatchLimits(batchBytesMax.bytes(), batchRowsMax, rowBytesMax().bytes());
  }

  /**
   * The widest single row, encoded as a batch of its own: what may wait on the channel, and at most
   * what a frame holds ({@link FrameCodec#RAW_BYTES_LIMIT}, 1 GiB).
   */
  public ByteSize rowBytesMax() {
    return new ByteSize(Math.min(inflightBytesMax.bytes(), FrameCodec.RAW_BYTES_LIMIT));
  }
}

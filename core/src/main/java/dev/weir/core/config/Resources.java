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
 * @param adaptiveBatches whether batches are smaller than {@code batchBytesMax} at the start, and
 *     while their consumer is slow
 */
public record Resources(
    Codec compression,
    ByteSize batchBytesMax,
    int batchRowsMax,
    ByteSize inflightBytesMax,
    int retriesMax,
    Parallelism parallelism,
    boolean adaptiveBatches) {

  /**
   * Large enough to make a batch's fixed cost small, small enough to stay in the processor's cache
   * and in the allocator's pool. Measurements: docs/adr/0010-the-copy-lane.md.
   */
  public static final ByteSize DEFAULT_BATCH_BYTES_MAX = new ByteSize(256 * ByteSize.KB);

  /** Bounds the vectors of narrow tables. */
  public static final int DEFAULT_BATCH_ROWS_MAX = 65_536;

  /** Sixteen batches of the default size. */
  public static final ByteSize DEFAULT_INFLIGHT_BYTES_MAX = ByteSize.ofMb(4);

  /** The widest row if {@code max_inflight_bytes} is less; the channel accepts it when empty. */
  private static final ByteSize ROW_BYTES_MAX = ByteSize.ofMb(64);

  /** Rides out a restart of a server, with the delays between. */
  public static final int DEFAULT_RETRIES_MAX = 3;

  /** Where readers cut their batches. */
  public BatchLimits batchLimits() {
    return new BatchLimits(batchBytesMax.bytes(), batchRowsMax, rowBytesMax().bytes());
  }

  /**
   * The widest single row, encoded as a batch of its own: 64 MiB, or what may wait on the channel
   * if that is more, and at most what a frame holds ({@link FrameCodec#RAW_BYTES_LIMIT}, 1 GiB).
   */
  public ByteSize rowBytesMax() {
    long bytes = Math.max(inflightBytesMax.bytes(), ROW_BYTES_MAX.bytes());
    return new ByteSize(Math.min(bytes, FrameCodec.RAW_BYTES_LIMIT));
  }
}

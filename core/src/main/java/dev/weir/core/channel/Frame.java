package dev.weir.core.channel;

import dev.weir.core.connector.Digest;
import dev.weir.core.connector.ReadPart;
import org.apache.arrow.memory.ArrowBuf;

/** What travels on the channel. Each stream is a start, its parts with their data, and an end. */
public sealed interface Frame {

  /**
   * A stream begins.
   *
   * @param index the stream's place among those that the attempt moves, from 0
   */
  record StreamStart(int index) implements Frame {}

  /** The data that follows belongs to this part. */
  record PartStart(ReadPart part) implements Frame {}

  /**
   * A sealed batch. Whoever takes it from the channel owns its buffer.
   *
   * @param payload see {@link dev.weir.core.compress.FrameHeader}
   */
  record Data(ArrowBuf payload) implements Frame {}

  /**
   * A stream has been read to its end.
   *
   * @param rows all rows of the stream that were read
   * @param bytes their Arrow bytes
   */
  record StreamEnd(long rows, long bytes) implements Frame {}

  /** The digest of the rows that were read; follows the end of a stream that is verified. */
  record StreamDigest(Digest digest) implements Frame {}
}

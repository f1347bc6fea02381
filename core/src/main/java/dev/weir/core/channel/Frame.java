package dev.weir.core.channel;

import dev.weir.core.connector.Digest;
import dev.weir.core.connector.ReadPart;
import org.apache.arrow.memory.ArrowBuf;

/** An element of the channel. A stream is a start, its parts with their data, and an end. */
public sealed interface Frame {

  /**
   * The start of a stream.
   *
   * @param index the stream's index among those that the attempt moves, from 0
   */
  record StreamStart(int index) implements Frame {}

  /** The data that follows belongs to this part. */
  record PartStart(ReadPart part) implements Frame {}

  /**
   * A sealed batch. Taking it from the channel transfers ownership of its buffer.
   *
   * @param payload see {@link dev.weir.core.compress.FrameHeader}
   */
  record Data(ArrowBuf payload) implements Frame {}

  /**
   * The end of a stream.
   *
   * @param rows the number of rows that were read
   * @param bytes their Arrow bytes
   */
  record StreamEnd(long rows, long bytes) implements Frame {}

  /** The digest of the rows that were read; follows the end of a stream that is verified. */
  record StreamDigest(Digest digest) implements Frame {}
}

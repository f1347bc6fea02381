package dev.weir.core.channel;

import dev.weir.core.connector.Digest;
import dev.weir.core.connector.ReadPart;
import org.apache.arrow.memory.ArrowBuf;

/**
 * An element of a channel. A stream consists of a start, parts with their data, and an end; an end
 * may be followed by a digest.
 */
public sealed interface Frame {

  /**
   * The start of a stream.
   *
   * @param index the index of the stream within the attempt, from 0
   */
  record StreamStart(int index) implements Frame {}

  /** The start of a part; the data frames that follow belong to it. */
  record PartStart(ReadPart part) implements Frame {}

  /**
   * An encoded batch. Taking it from the channel transfers ownership of its buffer.
   *
   * @param payload a {@link dev.weir.core.compress.FrameHeader} followed by the message
   */
  record Data(ArrowBuf payload) implements Frame {}

  /**
   * The end of a stream.
   *
   * @param rows the number of rows read
   * @param bytes the Arrow bytes of those rows
   */
  record StreamEnd(long rows, long bytes) implements Frame {}

  /** The digest of the rows read; follows the end of a stream if the run verifies. */
  record StreamDigest(Digest digest) implements Frame {}
}

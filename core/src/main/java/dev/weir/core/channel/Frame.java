package dev.weir.core.channel;

import dev.weir.core.connector.Cursor;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Schema;

/** An element of the channel. A stream is a start, any number of data frames and an end. */
public sealed interface Frame {

  /**
   * The start of a stream.
   *
   * @param index the stream's index in the pipeline, from 0
   */
  record StreamStart(int index, Schema schema) implements Frame {}

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
   * @param cursor the new position of an incremental stream
   */
  record StreamEnd(long rows, long bytes, Optional<Cursor> cursor) implements Frame {}
}

package dev.weir.core.channel;

import dev.weir.core.connector.Cursor;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Schema;

/** What travels on the channel. Each stream is a start, its data and an end. */
public sealed interface Frame {

  /**
   * A stream begins.
   *
   * @param index the stream's place in the pipeline, from 0
   */
  record StreamStart(int index, Schema schema) implements Frame {}

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
   * @param cursor where an incremental stream now stands
   */
  record StreamEnd(long rows, long bytes, Optional<Cursor> cursor) implements Frame {}
}

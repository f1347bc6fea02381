package dev.weir.core.channel;

import dev.weir.core.connector.Digest;
import dev.weir.core.connector.Marker;
import dev.weir.core.connector.Split;
import java.nio.ByteBuffer;
import org.apache.arrow.memory.ArrowBuf;

/**
 * An element of a channel. A split consists of its start, data and markers, and its end; with
 * {@code --verify}, the end of a stream's last split may be followed by a digest.
 */
public sealed interface Frame {
  /**
   * The lane and the stream of a frame.
   *
   * @param lane from 0
   * @param stream the index of the stream in the plan, from 0
   */
  record Origin(int lane, int stream) {}

  Origin origin();

  /** Calls the handler's method for this type. */
  <R> R accept(Handler<R> handler) throws InterruptedException;

  /** Returns the bytes that count towards the channel's bound. */
  default long payloadBytes() {
    return 0;
  }

  /** Releases the memory of a frame that is not delivered. */
  default void release() {}

  /**
   * The start of a split.
   *
   * @param schema the schema of the data frames as an Arrow IPC message
   */
  record SplitStart(Origin origin, Split split, ByteBuffer schema) implements Frame {
    @Override
    public <R> R accept(Handler<R> handler) throws InterruptedException {
      return handler.splitStart(this);
    }
  }

  /**
   * An encoded batch. Taking it from the channel transfers ownership of its buffer.
   *
   * @param payload a {@link dev.weir.core.compress.FrameHeader} followed by the message
   */
  record Data(Origin origin, ArrowBuf payload) implements Frame {
    @Override
    public <R> R accept(Handler<R> handler) throws InterruptedException {
      return handler.data(this);
    }

    @Override
    public long payloadBytes() {
      return payload.writerIndex();
    }

    @Override
    public void release() {
      payload.close();
    }
  }

  /** A marker between batches. */
  record Mark(Origin origin, Marker marker) implements Frame {
    @Override
    public <R> R accept(Handler<R> handler) throws InterruptedException {
      return handler.mark(this);
    }
  }

  /**
   * The end of a split.
   *
   * @param rows the number of rows read
   * @param bytes the Arrow bytes of those rows
   */
  record SplitEnd(Origin origin, long rows, long bytes) implements Frame {
    @Override
    public <R> R accept(Handler<R> handler) throws InterruptedException {
      return handler.splitEnd(this);
    }
  }

  /** The digest of the stream's rows in the source. */
  record SourceDigest(Origin origin, Digest digest) implements Frame {
    @Override
    public <R> R accept(Handler<R> handler) throws InterruptedException {
      return handler.sourceDigest(this);
    }
  }

  /** Handles each type. */
  interface Handler<R> {
    R splitStart(SplitStart frame) throws InterruptedException;

    /** Takes ownership of the payload. */
    R data(Data frame) throws InterruptedException;

    R mark(Mark frame) throws InterruptedException;

    R splitEnd(SplitEnd frame) throws InterruptedException;

    R sourceDigest(SourceDigest frame) throws InterruptedException;
  }
}

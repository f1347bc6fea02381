package dev.weir.core.connector;

import dev.weir.core.batch.Batch;

/** A result of {@link SplitReader#next}. */
public sealed interface ReadResult {
  /** The end of the split. */
  End END = new End();

  /** No rows are available now. */
  Idle IDLE = new Idle();

  /** Calls the handler's method for this type. */
  <R> R accept(Handler<R> handler) throws InterruptedException;

  /** A batch, owned by the receiver. */
  record Rows(Batch batch) implements ReadResult {
    @Override
    public <R> R accept(Handler<R> handler) throws InterruptedException {
      return handler.rows(batch);
    }
  }

  /** A marker. */
  record Mark(Marker marker) implements ReadResult {
    @Override
    public <R> R accept(Handler<R> handler) throws InterruptedException {
      return handler.marker(marker);
    }
  }

  /** No rows are available now; the split has not ended. */
  record Idle() implements ReadResult {
    @Override
    public <R> R accept(Handler<R> handler) throws InterruptedException {
      return handler.idle();
    }
  }

  /** The end of the split. */
  record End() implements ReadResult {
    @Override
    public <R> R accept(Handler<R> handler) throws InterruptedException {
      return handler.end();
    }
  }

  /** Handles each type. */
  interface Handler<R> {
    /** Takes ownership of the batch. */
    R rows(Batch batch) throws InterruptedException;

    R marker(Marker marker) throws InterruptedException;

    R idle() throws InterruptedException;

    R end() throws InterruptedException;
  }
}

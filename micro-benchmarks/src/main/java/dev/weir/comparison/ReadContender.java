package dev.weir.comparison;

import dev.weir.integration.fixture.RowSink;

/** A way to read all rows of the events, on a connection that is open. */
interface ReadContender extends AutoCloseable {
  /** Reads all rows and passes each value to the sink, in the order of the columns. */
  void read(RowSink sink) throws Exception;

  @Override
  void close() throws Exception;
}

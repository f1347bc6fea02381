package dev.weir.micro.ipc;

import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A codec as its gate sees it: it writes the batch that it was made for as a record batch message,
 * and reads such a message. What the benchmark times are the methods beneath these two.
 */
interface IpcContender extends AutoCloseable {
  String name();

  /** The batch's message, encoded now; a copy. */
  byte[] message();

  /**
   * Decodes a message, which another contender may have written.
   *
   * @param reader is lent the rows for the length of the call
   */
  void read(byte[] message, Consumer<VectorSchemaRoot> reader);

  @Override
  void close();
}

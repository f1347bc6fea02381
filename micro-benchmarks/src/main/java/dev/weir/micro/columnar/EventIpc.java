package dev.weir.micro.columnar;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.IpcDecoder;
import dev.weir.core.batch.IpcEncoder;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Events as an Arrow IPC message, from and to columns, by the product's codec. */
final class EventIpc implements AutoCloseable {
  private final BufferAllocator allocator = new RootAllocator();
  private final VectorSchemaRoot columns;
  private final IpcEncoder encoder;
  private final IpcDecoder decoder;
  private final ArrowBuf written;

  EventIpc(List<EventRow> rows) {
    columns = Events.columns(rows, allocator);
    encoder = new IpcEncoder(columns.getSchema(), allocator, 0);
    decoder = new IpcDecoder(columns.getSchema(), allocator);
    written = write();
  }

  /** Returns a new message, owned by the caller. */
  ArrowBuf write() {
    return encoder.encode(columns);
  }

  /** The bytes of a message. */
  long bytes() {
    return written.readableBytes();
  }

  /** Returns the batch of a message that was written before, owned by the caller. */
  Batch read() {
    written.getReferenceManager().retain();
    return decoder.takeAndDecode(written);
  }

  /** Returns the sum of the amounts of all rows. */
  double sum() {
    try (Batch batch = read()) {
      ArrowBuf amounts = Events.amounts(batch.root()).getDataBuffer();
      double sum = 0;
      for (int row = 0; row < batch.rows(); row++) {
        sum += amounts.getDouble((long) row * Double.BYTES);
      }
      return sum;
    }
  }

  @Override
  public void close() {
    written.close();
    columns.close();
    allocator.close();
  }
}

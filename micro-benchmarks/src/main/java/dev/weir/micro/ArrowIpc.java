package dev.weir.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/**
 * Arrow's own stream writer and reader, used as favourably as they allow: one writer and one reader
 * for all operations, so that neither opens a stream nor repeats the schema; off-heap memory at
 * both ends, allocated beforehand; and the reader's own vectors, reused.
 */
final class ArrowIpc implements IpcContender {
  /** Room for the schema's message, or a batch's metadata and padding, of a few columns. */
  private static final int METADATA_BYTES_MAX = 8 * 1024;

  private final MemorySink sink;
  private final ByteBufferChannel source = new ByteBufferChannel();
  private final ArrowStreamWriter writer;
  private final ArrowStreamReader reader;
  private final ByteBuffer encoded;

  /**
   * Opens both streams, and encodes the message that {@link #decode} reads.
   *
   * @param root borrowed until this is closed
   */
  ArrowIpc(VectorSchemaRoot root, BufferAllocator allocator) {
    long bytes = METADATA_BYTES_MAX;
    for (FieldVector vector : root.getFieldVectors()) {
      bytes += vector.getBufferSize();
    }
    sink = new MemorySink(Math.toIntExact(bytes));
    writer = new ArrowStreamWriter(root, null, sink);
    reader = new ArrowStreamReader(source, allocator);
    try {
      writer.start();
      source.serve(sink.written());
      reader.getVectorSchemaRoot();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    encoded = offHeap(message());
  }

  /** Writes the message into memory that the next call overwrites; returns its length in bytes. */
  long encode() throws IOException {
    sink.clear();
    writer.writeBatch();
    return sink.length();
  }

  /** The rows read from a message that was encoded beforehand; lent until the next call. */
  VectorSchemaRoot decode() throws IOException {
    return decode(encoded.rewind());
  }

  /** The rows read from what {@link #encode} wrote last; lent until the next call. */
  VectorSchemaRoot decodeWritten() throws IOException {
    return decode(sink.written());
  }

  /** The length of the message that {@link #decode} reads. */
  long encodedBytes() {
    return encoded.capacity();
  }

  private VectorSchemaRoot decode(ByteBuffer message) throws IOException {
    source.serve(message);
    reader.loadNextBatch();
    return reader.getVectorSchemaRoot();
  }

  @Override
  public String name() {
    return "arrow";
  }

  @Override
  public byte[] message() {
    try {
      byte[] bytes = new byte[Math.toIntExact(encode())];
      sink.written().get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void read(byte[] message, Consumer<VectorSchemaRoot> borrower) {
    try {
      borrower.accept(decode(offHeap(message)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer offHeap(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  @Override
  public void close() {
    sink.clear();
    writer.close();
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

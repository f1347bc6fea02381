package dev.weir.micro.ipc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/**
 * Arrow's own stream writer and reader. Except in {@link #encodeInNewStream} they are used as
 * favourably as they allow: one writer and one reader for all operations, so that neither opens a
 * stream nor repeats the schema; off-heap memory at both ends; and the reader's own vectors,
 * reused.
 */
final class ArrowIpc implements IpcContender {
  /** Room for the schema's message, a batch's metadata and padding, and the end of the stream. */
  private static final int METADATA_BYTES_MAX = 64 * 1024;

  /** The end of a stream: ff ff ff ff and a length of 0. */
  private static final int END_BYTES = 8;

  private final VectorSchemaRoot root;
  private final BufferAllocator allocator;
  private final MemorySink sink;
  private final ByteBufferChannel source = new ByteBufferChannel();
  private final ArrowStreamWriter writer;
  private final ArrowStreamReader reader;
  private final int schemaBytes;
  private final ByteBuffer encoded;

  /**
   * Opens both streams, and encodes the message that {@link #decode} reads.
   *
   * @param root borrowed until this is closed
   */
  ArrowIpc(VectorSchemaRoot root, BufferAllocator allocator) {
    this.root = root;
    this.allocator = allocator;
    long bytes = METADATA_BYTES_MAX;
    for (FieldVector vector : root.getFieldVectors()) {
      bytes += vector.getBufferSize();
    }
    sink = new MemorySink(Math.toIntExact(bytes));
    writer = new ArrowStreamWriter(root, null, sink);
    reader = new ArrowStreamReader(source, allocator);
    try {
      writer.start();
      schemaBytes = sink.length();
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

  /** Writes the message into a new buffer, owned by the caller, as our encoder does. */
  ArrowBuf encodeIntoNewBuffer() throws IOException {
    ArrowBuf message = allocator.buffer(encoded.capacity());
    boolean written = false;
    try {
      sink.writeTo(message.nioBuffer(0, encoded.capacity()));
      writer.writeBatch();
      message.writerIndex(sink.length());
      written = true;
      return message;
    } finally {
      sink.clear();
      if (!written) {
        message.close();
      }
    }
  }

  /**
   * Writes a whole stream of one batch, with a writer of its own, into memory that the next call
   * overwrites; returns its length in bytes.
   */
  long encodeInNewStream() throws IOException {
    sink.clear();
    try (ArrowStreamWriter once = new ArrowStreamWriter(root, null, sink)) {
      once.start();
      once.writeBatch();
      once.end();
    }
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
      encode();
      return bytes(sink.written());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The message that {@link #encodeIntoNewBuffer} writes. */
  byte[] messageInNewBuffer() {
    try (ArrowBuf message = encodeIntoNewBuffer()) {
      return bytes(message.nioBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The batch's message of the stream that {@link #encodeInNewStream} writes. */
  byte[] messageInNewStream() {
    try {
      int length = Math.toIntExact(encodeInNewStream());
      return bytes(sink.written().position(schemaBytes).limit(length - END_BYTES));
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

  private static byte[] bytes(ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    return bytes;
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

package dev.weir.files.arrow;

import dev.weir.files.format.BatchWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.function.BiFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes Arrow's IPC formats. Fields and metadata are those of the batches. */
public final class ArrowBatchWriter implements BatchWriter {
  /** The columns of the batch that is being written; they share the batch's buffers. */
  private final VectorSchemaRoot root;

  private final VectorLoader loader;
  private final ArrowWriter writer;

  private ArrowBatchWriter(
      OutputStream out,
      Schema schema,
      BufferAllocator allocator,
      BiFunction<VectorSchemaRoot, WritableByteChannel, ArrowWriter> writers)
      throws IOException {
    this.root = VectorSchemaRoot.create(schema, allocator);
    this.loader = new VectorLoader(root);
    this.writer = writers.apply(root, Channels.newChannel(out));
    try {
      writer.start();
    } catch (IOException | RuntimeException e) {
      root.close();
      throw e;
    }
  }

  /** Writes the file format. */
  public static ArrowBatchWriter file(OutputStream out, Schema schema, BufferAllocator allocator)
      throws IOException {
    return new ArrowBatchWriter(
        out, schema, allocator, (root, channel) -> new ArrowFileWriter(root, null, channel));
  }

  /** Writes the streaming format. */
  public static ArrowBatchWriter stream(OutputStream out, Schema schema, BufferAllocator allocator)
      throws IOException {
    return new ArrowBatchWriter(
        out, schema, allocator, (root, channel) -> new ArrowStreamWriter(root, null, channel));
  }

  @Override
  public void write(VectorSchemaRoot rows) throws IOException {
    try (ArrowRecordBatch batch = new VectorUnloader(rows).getRecordBatch()) {
      loader.load(batch);
    }
    writer.writeBatch();
    root.clear();
  }

  @Override
  public void finish() throws IOException {
    writer.end();
  }

  @Override
  public void close() {
    root.close();
  }
}

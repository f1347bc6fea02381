package dev.weir.core.batch;

import static dev.weir.core.batch.IpcLayout.ALIGNMENT_BYTES;
import static dev.weir.core.batch.IpcLayout.PREFIX_BYTES;
import static dev.weir.core.batch.IpcLayout.padded;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Encodes a batch as one Arrow IPC record batch message in one contiguous buffer. Each used byte is
 * copied once. The message does not contain the schema.
 *
 * <p>The body is not compressed. A column without nulls has an empty validity buffer, as the format
 * allows. Not thread-safe.
 */
public final class IpcEncoder {
  private final Schema schema;
  private final BufferAllocator allocator;
  private final int headroomBytes;
  private final MetadataTemplate metadata;

  /**
   * The last schema that was found to be equal; comparing schemas costs more than a small batch.
   */
  private Schema accepted;

  /** The number of values and of nulls of each node. */
  private final int[] values;

  private final int[] nulls;

  /** The range of each vector's buffers that the message contains. */
  private final ArrowBuf[] sources;

  private final long[] starts;
  private final long[] lengths;

  private int nodes;
  private int buffers;

  /**
   * Creates an encoder for batches of one schema.
   *
   * @param headroomBytes free space at the start of each buffer, for the frame header; a multiple
   *     of 8
   * @throws dev.weir.core.error.WeirException of kind SCHEMA if a column's type is not supported
   */
  public IpcEncoder(Schema schema, BufferAllocator allocator, int headroomBytes) {
    if (headroomBytes < 0 || headroomBytes % ALIGNMENT_BYTES != 0) {
      throw new IllegalArgumentException("headroomBytes must be a multiple of 8: " + headroomBytes);
    }
    List<ColumnLayout> columns = ColumnLayout.of(schema);
    this.schema = schema;
    this.accepted = schema;
    this.allocator = allocator;
    this.headroomBytes = headroomBytes;
    this.values = new int[ColumnLayout.nodes(columns)];
    this.nulls = new int[values.length];
    this.sources = new ArrowBuf[ColumnLayout.buffers(columns)];
    this.starts = new long[sources.length];
    this.lengths = new long[sources.length];
    this.metadata = new MetadataTemplate(values.length, sources.length);
  }

  /**
   * Encodes a batch.
   *
   * @param root a batch of the encoder's schema
   * @return a new buffer, owned by the caller: the headroom, then the message up to the writer
   *     index
   */
  public ArrowBuf encode(VectorSchemaRoot root) {
    checkSchema(root.getSchema());
    nodes = 0;
    buffers = 0;
    for (FieldVector vector : root.getFieldVectors()) {
      collect(vector);
    }
    long bodyBytes = 0;
    for (int i = 0; i < buffers; i++) {
      bodyBytes += padded(lengths[i]);
    }
    long metadataStart = (long) headroomBytes + PREFIX_BYTES;
    long bodyStart = metadataStart + metadata.bytes();

    ArrowBuf out = allocator.buffer(bodyStart + bodyBytes);
    out.setInt(headroomBytes, IpcLayout.CONTINUATION);
    out.setInt(headroomBytes + IpcLayout.CONTINUATION_BYTES, metadata.bytes());
    metadata.write(out, metadataStart);
    metadata.setBatch(out, metadataStart, root.getRowCount(), bodyBytes);
    for (int i = 0; i < nodes; i++) {
      metadata.setNode(out, metadataStart, i, values[i], nulls[i]);
    }
    writeBody(out, metadataStart, bodyStart);
    return out.writerIndex(bodyStart + bodyBytes);
  }

  @SuppressWarnings("ReferenceEquality") // The same schema again needs no comparison.
  private void checkSchema(Schema given) {
    if (given != accepted) {
      if (!given.equals(schema)) {
        throw new IllegalArgumentException(
            "The batch has schema %s, the encoder %s".formatted(given, schema));
      }
      accepted = given;
    }
  }

  private void writeBody(ArrowBuf out, long metadataStart, long bodyStart) {
    long offset = 0;
    for (int i = 0; i < buffers; i++) {
      long length = lengths[i];
      metadata.setBuffer(out, metadataStart, i, offset, length);
      if (length > 0) {
        long end = offset + padded(length);
        // The padding: cheaper as one word, before the copy, than as the few bytes after it.
        out.setLong(bodyStart + end - ALIGNMENT_BYTES, 0);
        out.setBytes(bodyStart + offset, sources[i], starts[i], length);
        offset = end;
      }
    }
  }

  /** The first buffer of every supported layout is the validity bitmap. */
  private void collect(FieldVector vector) {
    int nullCount = vector.getNullCount();
    values[nodes] = vector.getValueCount();
    nulls[nodes] = nullCount;
    nodes++;
    List<ArrowBuf> fieldBuffers = vector.getFieldBuffers();
    for (int i = 0; i < fieldBuffers.size(); i++) {
      ArrowBuf buffer = fieldBuffers.get(i);
      boolean absentValidity = i == 0 && nullCount == 0;
      sources[buffers] = buffer;
      starts[buffers] = buffer.readerIndex();
      lengths[buffers] = absentValidity ? 0 : usedBytes(vector, buffer);
      buffers++;
    }
    for (FieldVector child : vector.getChildrenFromFields()) {
      collect(child);
    }
  }

  /**
   * Returns the used bytes of a buffer. Arrow sets the writer index of list offsets even if they
   * are not allocated, and thereby that of the allocator's shared empty buffer.
   */
  private static long usedBytes(FieldVector vector, ArrowBuf buffer) {
    long bytes = buffer.readableBytes();
    if (bytes <= buffer.capacity()) {
      return bytes;
    }
    if (vector.getValueCount() > 0) {
      throw new IllegalArgumentException(
          "Column %s has %d values, but a buffer of %d bytes"
              .formatted(vector.getName(), vector.getValueCount(), buffer.capacity()));
    }
    return 0;
  }
}

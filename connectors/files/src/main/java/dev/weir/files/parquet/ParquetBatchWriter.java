package dev.weir.files.parquet;

import dev.weir.core.error.Place;
import dev.weir.files.format.BatchWriter;
import dev.weir.files.store.FileCodec;
import dev.weir.files.store.FilesError;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Writes Parquet from the buffers of Arrow. A row group is kept in memory, compressed, until it has
 * {@link #GROUP_BYTES}.
 */
public final class ParquetBatchWriter implements BatchWriter {
  static final int GROUP_BYTES = 32 << 20;
  private static final long GROUP_ROWS_MAX = 1 << 30;
  private static final String MESSAGE = "schema";

  private final Schema schema;
  private final List<ParquetColumn> columns;
  private final MessageType message;
  private final Place place;
  private final ParquetProperties properties;
  private final PageCompressor compressor;
  private final ParquetFileWriter file;
  private final List<ChunkWriter> chunks = new ArrayList<>();
  private ColumnChunkPageWriteStore pages;
  private long groupRows;

  /** Starts a file. */
  public ParquetBatchWriter(OutputStream out, Schema schema, FileCodec codec, Place place)
      throws IOException {
    this.schema = schema;
    this.columns = columns(schema, place);
    List<Type> types = columns.stream().map(ParquetColumn::type).toList();
    this.message = new MessageType(MESSAGE, types);
    this.place = place;
    this.properties =
        ParquetProperties.builder()
            .withPageSize(ChunkWriter.PAGE_BYTES)
            .withAllocator(new HeapByteBufferAllocator())
            .build();
    this.file =
        new ParquetFileWriter(
            new CountedOutput(out),
            message,
            ParquetFileWriter.Mode.CREATE,
            GROUP_BYTES,
            0,
            properties.getColumnIndexTruncateLength(),
            properties.getStatisticsTruncateLength(),
            true);
    file.start();
    this.compressor = new PageCompressor(codec);
    this.pages = startGroup();
  }

  /**
   * Checks that Parquet has types for all columns.
   *
   * @throws dev.weir.core.error.WeirException if it has not
   */
  public static void check(Schema schema, Place place) {
    List<ParquetColumn> unused = columns(schema, place);
    if (unused.isEmpty()) {
      throw FilesError.FILE_TYPE
          .at(place, "parquet cannot hold rows without columns")
          .withHint("Use another format.");
    }
  }

  private static List<ParquetColumn> columns(Schema schema, Place place) {
    List<ParquetColumn> columns = new ArrayList<>();
    for (Field field : schema.getFields()) {
      columns.add(
          ParquetColumn.of(field)
              .orElseThrow(
                  () ->
                      FilesError.FILE_TYPE.at(
                          place.inColumn(field.getName()),
                          "parquet cannot hold the column's type " + field.getType())));
    }
    return columns;
  }

  private ColumnChunkPageWriteStore startGroup() {
    ColumnChunkPageWriteStore store =
        new ColumnChunkPageWriteStore(
            compressor,
            message,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            true);
    List<ColumnDescriptor> descriptors = message.getColumns();
    int leaf = 0;
    for (ParquetColumn column : columns) {
      for (ValueKernel kernel : column.leaves()) {
        ColumnDescriptor descriptor = descriptors.get(leaf++);
        chunks.add(
            new ChunkWriter(
                descriptor, column, kernel, store.getPageWriter(descriptor), properties));
      }
    }
    groupRows = 0;
    return store;
  }

  @Override
  public void write(VectorSchemaRoot rows) throws IOException {
    int chunk = 0;
    for (int i = 0; i < columns.size(); i++) {
      FieldVector vector = rows.getVector(i);
      checkNotNull(schema.getFields().get(i), vector);
      for (int k = 0; k < columns.get(i).leaves().size(); k++) {
        chunks.get(chunk++).write(vector, rows.getRowCount());
      }
    }
    groupRows += rows.getRowCount();
    long bytes = 0;
    for (ChunkWriter each : chunks) {
      bytes += each.bufferedBytes();
    }
    if (bytes >= GROUP_BYTES || groupRows >= GROUP_ROWS_MAX) {
      endGroup();
      pages = startGroup();
    }
  }

  /** A column that is required has no levels, so a NULL would shift the values after it. */
  private void checkNotNull(Field field, FieldVector vector) {
    boolean hasNull = !field.isNullable() && vector.getNullCount() > 0;
    if (vector instanceof ListVector list && !field.getChildren().get(0).isNullable()) {
      hasNull |= list.getDataVector().getNullCount() > 0;
    }
    if (hasNull) {
      throw FilesError.FILE_VALUE.at(
          place.inColumn(field.getName()), "A value is NULL, but the column is NOT NULL");
    }
  }

  private void endGroup() throws IOException {
    for (ChunkWriter chunk : chunks) {
      chunk.finish();
    }
    file.startBlock(groupRows);
    pages.flushToFileWriter(file);
    file.endBlock();
    closeGroup();
  }

  private void closeGroup() {
    if (!chunks.isEmpty()) {
      chunks.forEach(ChunkWriter::close);
      chunks.clear();
      pages.close();
    }
  }

  @Override
  public void finish() throws IOException {
    if (groupRows > 0) {
      endGroup();
    }
    file.end(ArrowSchemaEntry.write(schema));
  }

  @Override
  public void close() {
    closeGroup();
    compressor.release();
  }
}

package dev.weir.files.parquet;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.files.format.BatchDivision;
import dev.weir.files.format.BatchReader;
import dev.weir.files.store.FilesError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads Parquet into Arrow vectors, column by column in blocks of rows. In memory are one batch and
 * one page of each column.
 */
public final class ParquetBatchReader implements BatchReader {
  private static final int BLOCK_ROWS = 1024;

  /** A block is planned to have at most this part of the bytes that are left in a batch. */
  private static final int BLOCK_PART = 4;

  /** A batch ends when this part of its bytes is left. */
  private static final int RESERVE = 8;

  private final FileChannel channel;
  private final Schema schema;
  private final BatchLimits limits;
  private final BufferAllocator allocator;
  private final Place place;
  private final String file;
  private final @Nullable ParsedVersion writer;
  private final Iterator<BlockMetaData> groups;
  private final List<ColumnAssembler> columns = new ArrayList<>();
  private final ArrayDeque<Batch> ready = new ArrayDeque<>();
  private long groupRowsLeft;
  private long groupRowBytes;

  /**
   * Creates a reader.
   *
   * @param schema the columns to read
   * @param file the name to show in messages
   */
  public ParquetBatchReader(
      FileChannel channel,
      Schema schema,
      BatchLimits limits,
      BufferAllocator allocator,
      Place place,
      String file)
      throws IOException {
    this.channel = channel;
    this.schema = schema;
    this.limits = limits;
    this.allocator = allocator;
    this.place = place;
    this.file = file;
    ParquetFooter footer = ParquetFooter.read(channel, place, file);
    this.writer = version(footer.metadata().getFileMetaData().getCreatedBy());
    this.groups = footer.metadata().getBlocks().iterator();
    addColumns(footer);
  }

  private static @Nullable ParsedVersion version(@Nullable String createdBy) {
    try {
      return createdBy == null ? null : VersionParser.parse(createdBy);
    } catch (RuntimeException | VersionParser.VersionParseException e) {
      return null;
    }
  }

  private void addColumns(ParquetFooter footer) {
    MessageType message = footer.metadata().getFileMetaData().getSchema();
    for (Field field : schema.getFields()) {
      String name = field.getName();
      Optional<Field> found =
          message.containsField(name)
              ? ParquetFields.of(message.getType(name), footer.fields().get(name))
              : Optional.empty();
      if (!found.equals(Optional.of(field))) {
        throw FilesError.FILE_COLUMNS.at(
            place.inColumn(name),
            file + " has no such column, or another type than the first file of the stream");
      }
      Type type = message.getType(name);
      List<ColumnDescriptor> leaves =
          message.getColumns().stream().filter(leaf -> leaf.getPath()[0].equals(name)).toList();
      columns.add(new ColumnAssembler(type, leaves));
    }
  }

  @Override
  public Optional<Batch> next() throws IOException {
    while (ready.isEmpty() && fill()) {
      // A batch of rows that fit is in ready now.
    }
    return Optional.ofNullable(ready.poll());
  }

  /** Reads the rows of a batch; returns false at the end. */
  private boolean fill() throws IOException {
    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
    boolean isTaken = false;
    try {
      int rows = readRows(root);
      if (rows > 0) {
        root.setRowCount(rows);
        isTaken = true;
        BatchDivision.take(root, limits, place, file, ready);
      }
      return rows > 0;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      if (!isTaken) {
        root.close();
      }
    }
  }

  private int readRows(VectorSchemaRoot root) {
    long fixedBytes = 0;
    for (int i = 0; i < columns.size(); i++) {
      FieldVector vector = root.getVector(i);
      columns.get(i).attach(vector);
      fixedBytes +=
          vector instanceof BaseFixedWidthVector fixed ? fixed.getTypeWidth() : Integer.BYTES;
    }
    int rows = 0;
    long bytes = 0;
    while (rows < limits.rowsMax() && bytes < limits.bytesMax() - limits.bytesMax() / RESERVE) {
      if (groupRowsLeft == 0 && !openGroup()) {
        break;
      }
      int count = (int) Math.min(blockRows(rows, bytes), groupRowsLeft);
      bytes = 0;
      for (ColumnAssembler column : columns) {
        read(column, rows, count);
        bytes += column.bytes();
      }
      rows += count;
      groupRowsLeft -= count;
      bytes += fixedBytes * rows;
    }
    return rows;
  }

  /** Returns the rows of the next block, by the size of a row in the row group and the batch. */
  private int blockRows(int rows, long bytes) {
    long rowBytes = Math.max(1, Math.max(groupRowBytes, rows == 0 ? 0 : bytes / rows));
    long planned = (limits.bytesMax() - bytes) / BLOCK_PART / rowBytes;
    return (int) Math.max(1, Math.min(Math.min(BLOCK_ROWS, limits.rowsMax() - rows), planned));
  }

  private void read(ColumnAssembler column, int row, int count) {
    try {
      column.read(row, count);
    } catch (WeirException | OutOfMemoryException | UncheckedIOException e) {
      throw e;
    } catch (UnfitValueException e) {
      throw FilesError.FILE_VALUE
          .at(place.inColumn(column.name()), file + ": " + e.getMessage())
          .causedBy(e);
    } catch (RuntimeException e) {
      throw invalid(column.name(), e);
    }
  }

  private WeirException invalid(String column, RuntimeException e) {
    return FilesError.FILE_ROW
        .at(
            place.inColumn(column),
            "%s: a page is invalid (%s)"
                .formatted(file, String.valueOf(e.getMessage()).split("\n", 2)[0]))
        .causedBy(e);
  }

  /** Opens the next row group that has rows; returns false if there is none. */
  private boolean openGroup() {
    while (groupRowsLeft == 0 && groups.hasNext()) {
      BlockMetaData group = groups.next();
      groupRowsLeft = group.getRowCount();
      if (groupRowsLeft > 0) {
        groupRowBytes = group.getTotalByteSize() / groupRowsLeft;
        Map<ColumnPath, ColumnChunkMetaData> chunks = new HashMap<>();
        group.getColumns().forEach(chunk -> chunks.put(chunk.getPath(), chunk));
        columns.forEach(column -> open(column, chunks));
      }
    }
    return groupRowsLeft > 0;
  }

  private void open(ColumnAssembler column, Map<ColumnPath, ColumnChunkMetaData> chunks) {
    ColumnReader[] readers = new ColumnReader[column.leaves().size()];
    long count = 0;
    for (int i = 0; i < readers.length; i++) {
      ColumnDescriptor leaf = column.leaves().get(i);
      ColumnChunkMetaData chunk = chunks.get(ColumnPath.get(leaf.getPath()));
      if (chunk == null || chunk.getValueCount() < groupRowsLeft) {
        throw FilesError.FILE_ROW.at(
            place.inColumn(column.name()), file + ": a row group lacks values");
      }
      if (!PageDecompressor.supports(chunk.getCodec())) {
        throw FilesError.FILE_TYPE
            .at(
                place.inColumn(column.name()),
                "%s: the compression %s is not supported".formatted(file, chunk.getCodec()))
            .withHint("Convert the file to zstd, snappy, gzip, lz4_raw or no compression.");
      }
      count = chunk.getValueCount();
      readers[i] = reader(leaf, chunk, column.name());
    }
    column.attach(readers, count);
  }

  private ColumnReader reader(ColumnDescriptor leaf, ColumnChunkMetaData chunk, String column) {
    try {
      // Values are read one by one, so the converter of records is not used.
      return new ColumnReaderImpl(
          leaf,
          new ChunkPages(channel, chunk, place.inColumn(column), file),
          new PrimitiveConverter() {},
          writer);
    } catch (WeirException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      throw invalid(column, e);
    }
  }

  @Override
  public void close() {
    ready.forEach(Batch::close);
    ready.clear();
  }
}

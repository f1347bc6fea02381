package dev.weir.files.destination;

import dev.weir.core.batch.Batch;
import dev.weir.core.error.Place;
import dev.weir.files.arrow.ArrowBatchWriter;
import dev.weir.files.csv.CsvFileWriter;
import dev.weir.files.format.BatchWriter;
import dev.weir.files.jsonl.JsonLinesWriter;
import dev.weir.files.parquet.ParquetBatchWriter;
import dev.weir.files.store.FileErrors;
import dev.weir.files.store.FileFormat;
import dev.weir.files.store.FileType;
import dev.weir.files.table.AlignedTableWriter;
import dev.weir.files.text.TextColumns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** A file that is being written in a format. */
final class OutputFile implements AutoCloseable {
  private final String name;
  private final Place place;
  private final WritableByteChannel channel;
  private final ChannelOutput output;
  private final OutputStream compressed;
  private final BatchWriter writer;

  private OutputFile(
      String name,
      Place place,
      WritableByteChannel channel,
      ChannelOutput output,
      OutputStream compressed,
      BatchWriter writer) {
    this.name = name;
    this.place = place;
    this.channel = channel;
    this.output = output;
    this.compressed = compressed;
    this.writer = writer;
  }

  /**
   * Starts to write.
   *
   * @param name to show in messages
   * @param channel owned by the file from then on, even if this fails
   */
  static OutputFile take(
      WritableByteChannel channel,
      String name,
      FileType type,
      Schema schema,
      BufferAllocator allocator,
      Place place) {
    try {
      try {
        ChannelOutput output = new ChannelOutput(channel);
        OutputStream compressed = type.compress(output);
        return new OutputFile(
            name,
            place,
            channel,
            output,
            compressed,
            writer(compressed, type, schema, allocator, place));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileErrors.writing(place, name, e);
    }
  }

  private static BatchWriter writer(
      OutputStream out, FileType type, Schema schema, BufferAllocator allocator, Place place)
      throws IOException {
    FileFormat format = type.format();
    return switch (format) {
      case JSONL -> new JsonLinesWriter(out, schema, TextColumns.of(schema, format, place), place);
      case CSV -> new CsvFileWriter(out, schema, TextColumns.of(schema, format, place));
      case TABLE -> new AlignedTableWriter(out, schema, TextColumns.of(schema, format, place));
      case ARROW -> ArrowBatchWriter.file(out, schema, allocator);
      case ARROW_STREAM -> ArrowBatchWriter.stream(out, schema, allocator);
      case PARQUET -> new ParquetBatchWriter(out, schema, type.codec(), place);
    };
  }

  void write(Batch batch) {
    try {
      writer.write(batch.root());
    } catch (IOException e) {
      throw FileErrors.writing(place, name, e);
    }
  }

  /** Writes what the format holds back; a codec may still hold back some of it. */
  void flush() {
    try {
      writer.flush();
    } catch (IOException e) {
      throw FileErrors.writing(place, name, e);
    }
  }

  /**
   * Ends the content; the channel stays open.
   *
   * @param durable whether the content has reached the disk when this returns
   */
  void finish(boolean durable) {
    try {
      writer.finish();
      compressed.close();
      if (durable && channel instanceof FileChannel file) {
        file.force(true);
      }
    } catch (IOException e) {
      throw FileErrors.writing(place, name, e);
    }
  }

  /** Ends a write under way, from any thread. */
  void abort() throws IOException {
    output.discard();
    channel.close();
  }

  /** Closes the channel without what is buffered. */
  @Override
  public void close() {
    writer.close();
    output.discard();
    try {
      compressed.close();
      channel.close();
    } catch (IOException e) {
      throw FileErrors.writing(place, name, e);
    }
  }
}

package dev.weir.files.arrow;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.files.format.BatchDivision;
import dev.weir.files.format.BatchReader;
import dev.weir.files.store.FilesError;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.TransferPair;
import org.apache.arrow.vector.util.ValueVectorUtility;
import org.apache.arrow.vector.validate.ValidateUtil;

/**
 * Reads Arrow's IPC stream; the file format contains one after its start. Batches are decompressed,
 * validated, as the launcher disables Arrow's bounds checks, and divided where they exceed the
 * limits.
 */
public final class ArrowBatchReader implements BatchReader {
  private final EndOfStream in;
  private final BufferDecompressor decompressor = new BufferDecompressor();
  private final ArrowStreamReader reader;
  private final Schema schema;
  private final BatchLimits limits;
  private final Place place;
  private final String file;
  private final ArrayDeque<Batch> ready = new ArrayDeque<>();
  private final boolean hasFooter;
  private boolean checked;
  private boolean ended;

  /**
   * Creates a reader.
   *
   * @param schema the columns to read
   * @param file the name to show in messages
   */
  public ArrowBatchReader(
      BufferedInputStream in,
      Schema schema,
      BatchLimits limits,
      BufferAllocator allocator,
      Place place,
      String file)
      throws IOException {
    this.hasFooter = ArrowSchemas.skipFileStart(in);
    this.in = new EndOfStream(in);
    this.reader = new ArrowStreamReader(this.in, allocator, decompressor);
    this.schema = schema;
    this.limits = limits;
    this.place = place;
    this.file = file;
  }

  @Override
  public Optional<Batch> next() throws IOException {
    while (ready.isEmpty() && !ended) {
      if (load()) {
        divide();
      } else {
        ended = true;
        if (hasFooter) {
          ArrowSchemas.skipFooter(in);
        }
      }
    }
    return Optional.ofNullable(ready.poll());
  }

  private boolean load() throws IOException {
    try {
      if (!checked) {
        checkColumns(reader.getVectorSchemaRoot().getSchema());
        checked = true;
      }
      boolean loaded = reader.loadNextBatch();
      decompressor.loaded();
      if (!loaded && in.isExhausted()) {
        throw new EOFException();
      }
      if (loaded) {
        ValueVectorUtility.validateFull(reader.getVectorSchemaRoot());
      }
      return loaded;
    } catch (WeirException | OutOfMemoryException e) {
      throw e;
    } catch (ValidateUtil.ValidateException e) {
      throw invalid(e);
    } catch (IOException e) {
      // Arrow's reader has no exception of its own for a message that ends too early.
      throw in.isExhausted() ? new EOFException() : e;
    } catch (RuntimeException e) {
      if (in.isExhausted()) {
        throw new EOFException();
      }
      throw invalid(e);
    }
  }

  private WeirException invalid(RuntimeException e) {
    return FilesError.FILE_ROW
        .at(place, file + ": an Arrow message is invalid (" + e.getMessage() + ")")
        .causedBy(e);
  }

  private void checkColumns(Schema found) {
    for (Field field : found.getFields()) {
      if (field.getDictionary() != null && schema.getFields().contains(field)) {
        throw FilesError.FILE_COLUMNS.at(
            place.inColumn(field.getName()), file + ": dictionary encoding is not supported");
      }
    }
    for (Field field : schema.getFields()) {
      if (!found.getFields().contains(field)) {
        throw FilesError.FILE_COLUMNS.at(
            place.inColumn(field.getName()),
            file + " has no such column, or another type than the first file of the stream");
      }
    }
  }

  /** Transfers the loaded batch in parts within the limits. */
  private void divide() throws IOException {
    VectorSchemaRoot loaded = reader.getVectorSchemaRoot();
    List<FieldVector> vectors = new ArrayList<>();
    for (Field field : schema.getFields()) {
      FieldVector vector = loaded.getVector(field.getName());
      TransferPair pair = vector.getTransferPair(vector.getAllocator());
      pair.transfer();
      vectors.add((FieldVector) pair.getTo());
    }
    BatchDivision.take(
        new VectorSchemaRoot(schema, vectors, loaded.getRowCount()), limits, place, file, ready);
  }

  @Override
  public void close() {
    ready.forEach(Batch::close);
    ready.clear();
    try {
      reader.close(false);
    } catch (IOException e) {
      throw new IllegalStateException("The stream is not closed here", e);
    } finally {
      decompressor.releaseForgotten();
    }
  }
}

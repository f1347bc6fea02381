package dev.weir.files.source;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadResult;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.error.Place;
import dev.weir.files.arrow.ArrowBatchReader;
import dev.weir.files.csv.CsvFileReader;
import dev.weir.files.format.BatchReader;
import dev.weir.files.jsonl.JsonLinesReader;
import dev.weir.files.parquet.ParquetBatchReader;
import dev.weir.files.store.FileErrors;
import dev.weir.files.store.FileType;
import dev.weir.files.text.ColumnDeclaration;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** Reads the files of a split one after the other. */
final class FilesSplitReader implements SplitReader {
  private final FilesSourceSession session;
  private final ReadPlan plan;
  private final Place place;
  private final BatchLimits limits;
  private final BufferAllocator allocator;
  private final Iterator<Optional<Path>> files;
  private @Nullable OpenFile open;

  FilesSplitReader(
      FilesSourceSession session,
      ReadPlan plan,
      List<Path> files,
      BatchLimits limits,
      BufferAllocator allocator) {
    this.session = session;
    this.plan = plan;
    this.place = FilesSource.PLACE.inStream(plan.stream().name());
    this.limits = limits;
    this.allocator = allocator;
    List<Optional<Path>> inputs =
        files.isEmpty() ? List.of(Optional.empty()) : files.stream().map(Optional::of).toList();
    this.files = inputs.iterator();
  }

  private record OpenFile(String name, InputFile input, BatchReader reader) {
    void close() {
      reader.close();
      try {
        input.close();
      } catch (IOException e) {
        throw FileErrors.reading(FilesSource.PLACE, name, e);
      }
    }
  }

  @Override
  public ReadResult next() {
    while (true) {
      OpenFile file = open;
      if (file == null) {
        if (!files.hasNext()) {
          return ReadResult.END;
        }
        open = open(files.next());
        continue;
      }
      Optional<Batch> batch = batch(file);
      if (batch.isPresent()) {
        return new ReadResult.Rows(batch.get());
      }
      close();
    }
  }

  private Optional<Batch> batch(OpenFile file) {
    try {
      return file.reader().next();
    } catch (IOException e) {
      throw FileErrors.reading(place, file.name(), e);
    }
  }

  private OpenFile open(Optional<Path> path) {
    String name = path.map(Path::toString).orElse("Standard input");
    try {
      InputFile input =
          path.isPresent() ? session.open(path.get(), place) : session.openStandardInput(place);
      FileType type = session.type(path.map(Path::toString).orElse("-"), place);
      try {
        return new OpenFile(name, input, reader(input, type, name));
      } catch (IOException | RuntimeException e) {
        input.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileErrors.reading(place, name, e);
    }
  }

  private BatchReader reader(InputFile input, FileType type, String name) throws IOException {
    BufferedInputStream in = input.stream();
    boolean skipsUnknown = !plan.stream().columns().isEmpty();
    return switch (type.format()) {
      case JSONL ->
          new JsonLinesReader(in, columns(), skipsUnknown, limits, allocator, place, name);
      case CSV -> new CsvFileReader(in, columns(), skipsUnknown, limits, allocator, place, name);
      case TABLE -> throw new IllegalStateException("A table is not read");
      case ARROW, ARROW_STREAM ->
          new ArrowBatchReader(in, plan.schema(), limits, allocator, place, name);
      case PARQUET ->
          new ParquetBatchReader(input.channel(), plan.schema(), limits, allocator, place, name);
    };
  }

  private List<ColumnDeclaration> columns() {
    return plan.schema().getFields().stream().map(ColumnDeclaration::of).toList();
  }

  @Override
  public void close() {
    OpenFile file = open;
    open = null;
    if (file != null) {
      file.close();
    }
  }
}

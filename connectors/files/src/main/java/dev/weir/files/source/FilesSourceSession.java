package dev.weir.files.source;

import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.DiscoverableSession;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.SnapshotSession;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.connector.SplittableSession;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamDescription;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.files.store.FileErrors;
import dev.weir.files.store.FileType;
import dev.weir.files.store.FilesError;
import dev.weir.files.store.Location;
import dev.weir.files.text.ColumnDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** A session with files. Its streams are files or folders of files. */
final class FilesSourceSession
    implements SourceSession, SplittableSession, SnapshotSession, DiscoverableSession {
  private final Location location;
  private final List<ColumnDeclaration> declared;
  private final AtomicBoolean standardInputTaken;

  /** The stream of a location that has one. */
  private @Nullable String onlyStream;

  private @Nullable InputFile standardInput;
  private @Nullable InputFile open;
  private boolean cancelled;

  FilesSourceSession(
      Location location, List<ColumnDeclaration> declared, AtomicBoolean standardInputTaken) {
    this.location = location;
    this.declared = declared;
    this.standardInputTaken = standardInputTaken;
  }

  @Override
  public String serverVersion() {
    return "files";
  }

  @Override
  public String exportSnapshot() {
    return "files";
  }

  @Override
  public ReadPlan plan(ReadRequest request) {
    StreamConfig stream = request.stream();
    Place place = FilesSource.PLACE.inStream(stream.name());
    refuseUnsupported(stream, place);
    if (location.kind() != Location.Kind.DIRECTORY) {
      if (onlyStream != null && !onlyStream.equals(stream.name())) {
        throw FilesError.FILE_STREAMS.at(
            place, "%s is one stream, and the pipeline has several".formatted(location.display()));
      }
      onlyStream = stream.name();
    }
    StreamFiles files = StreamFiles.find(location, stream.name(), place);
    StreamSchema schema = schema(files, stream, place);
    return new ReadPlan(
        stream,
        schema.schema(),
        List.of(FileSplit.of("0", files.files())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        schema.notices());
  }

  private static void refuseUnsupported(StreamConfig stream, Place place) {
    if (stream.syncMode() == SyncMode.INCREMENTAL) {
      throw FilesError.FILE_UNSUPPORTED.at(
          place, "Files are read as a whole, so sync_mode: incremental is not possible");
    }
    if (stream.where().isPresent()) {
      throw FilesError.FILE_UNSUPPORTED.at(
          place, "Files are read as a whole, so the stream cannot have where");
    }
  }

  private StreamSchema schema(StreamFiles files, StreamConfig stream, Place place) {
    return inspect(StreamSchema::of, files, stream, place);
  }

  /** Reads the columns of a file, in one form or another. */
  @FunctionalInterface
  private interface Inspection<T> {
    T of(
        InputFile input,
        String file,
        FileType type,
        StreamConfig stream,
        List<ColumnDeclaration> declared,
        Place place)
        throws IOException;
  }

  private <T> T inspect(
      Inspection<T> inspection, StreamFiles files, StreamConfig stream, Place place) {
    String name = files.files().isEmpty() ? "Standard input" : files.files().get(0).toString();
    try {
      if (files.files().isEmpty()) {
        return inspection.of(
            standardInput(files.type(), place), name, files.type(), stream, declared, place);
      }
      try (InputFile input = InputFile.open(files.files().get(0), files.type())) {
        return inspection.of(input, name, files.type(), stream, declared, place);
      }
    } catch (IOException e) {
      throw FileErrors.reading(place, name, e);
    }
  }

  private InputFile standardInput(FileType type, Place place) throws IOException {
    InputFile input = standardInput;
    if (input == null) {
      if (standardInputTaken.getAndSet(true)) {
        throw FilesError.FILE_STANDARD_STREAM.at(place, "Standard input has been read already");
      }
      input = track(InputFile.standardInput(type));
      standardInput = input;
    }
    return input;
  }

  @Override
  public List<Split> split(ReadPlan plan, Split split, int parts) {
    return FileSplit.divide(split, parts);
  }

  @Override
  public SplitReader read(
      ReadPlan plan, Split split, BatchLimits limits, BufferAllocator allocator) {
    return new FilesSplitReader(this, plan, FileSplit.files(split), limits, allocator);
  }

  /** Opens a file of a split. */
  InputFile open(Path file, Place place) throws IOException {
    return track(InputFile.open(file, type(file.toString(), place)));
  }

  /** Returns standard input, whose start the plan may have read and given back. */
  InputFile openStandardInput(Place place) throws IOException {
    return standardInput(type("-", place), place);
  }

  FileType type(String name, Place place) {
    return location
        .typeOf(name)
        .orElseThrow(
            () -> FilesError.FILE_FORMAT.at(place, "The format of " + name + " is unknown"));
  }

  private synchronized InputFile track(InputFile input) throws IOException {
    if (cancelled) {
      input.close();
      throw new IOException("The read is cancelled");
    }
    open = input;
    return input;
  }

  @Override
  public List<StreamDescription> discover() {
    List<StreamDescription> streams = new ArrayList<>();
    if (location.kind() == Location.Kind.DIRECTORY) {
      StreamFiles.byStream(location, FilesSource.PLACE)
          .forEach((name, paths) -> streams.add(describe(name, kind(paths.get(0)))));
    } else {
      String name = String.valueOf(location.path().getFileName());
      streams.add(describe(Location.streamOf(name), "file"));
    }
    return streams;
  }

  private static String kind(Path path) {
    return Files.isDirectory(path) ? "folder" : "file";
  }

  private StreamDescription describe(String name, String kind) {
    Place place = FilesSource.PLACE.inStream(name);
    StreamConfig stream =
        new StreamConfig(
            name,
            SyncMode.FULL_REFRESH,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false);
    StreamFiles files = StreamFiles.find(location, name, place);
    return new StreamDescription(name, kind, -1, inspect(StreamSchema::list, files, stream, place));
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    abortOpen();
  }

  private void abortOpen() {
    InputFile input = open;
    open = null;
    if (input != null) {
      try {
        input.abort();
      } catch (IOException e) {
        throw unexpected(e);
      }
    }
  }

  private static WeirException unexpected(IOException e) {
    return FileErrors.reading(FilesSource.PLACE, "A file", e);
  }

  /** Standard input stays open for the process. */
  @Override
  public synchronized void close() {
    abortOpen();
  }
}

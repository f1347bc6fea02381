package dev.weir.files;

import dev.weir.core.connector.Connector;
import dev.weir.core.connector.Destination;
import dev.weir.core.connector.Source;
import dev.weir.files.destination.FilesDestination;
import dev.weir.files.source.FilesSource;
import dev.weir.files.store.FileFormat;
import dev.weir.files.store.FilesError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Registers the source and the destination of files. */
public final class FilesConnector implements Connector {
  @Override
  public String name() {
    return "files";
  }

  @Override
  public String description() {
    return "Files: JSON lines, CSV, Arrow IPC and Parquet, with gzip or zstd";
  }

  @Override
  public Optional<Source.Factory> source() {
    return Optional.of(FilesSource::create);
  }

  @Override
  public Optional<Destination.Factory> destination() {
    return Optional.of(FilesDestination::create);
  }

  @Override
  public List<String> outputFormats() {
    return Arrays.stream(FileFormat.values())
        .map(format -> format.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  @Override
  public List<FilesError> errors() {
    return List.of(FilesError.values());
  }
}

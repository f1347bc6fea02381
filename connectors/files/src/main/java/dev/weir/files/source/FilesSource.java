package dev.weir.files.source;

import dev.weir.core.connector.Settings;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.files.store.FileFormat;
import dev.weir.files.store.Location;
import dev.weir.files.text.ColumnDeclaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads files. */
public final class FilesSource implements Source {
  static final Place PLACE = Place.of(Side.SOURCE, "files");

  private final Location location;
  private final List<ColumnDeclaration> columns;

  /** Standard input is read once. */
  private final AtomicBoolean standardInputTaken = new AtomicBoolean();

  private FilesSource(Location location, List<ColumnDeclaration> columns) {
    this.location = location;
    this.columns = columns;
  }

  public static FilesSource create(Settings settings) {
    Location location = Location.read(settings, false);
    if (location.kind() == Location.Kind.STANDARD
        && location.format().equals(Optional.of(FileFormat.PARQUET))) {
      settings.reject(
          "format", "a Parquet file is read from its end, which standard input does not allow");
    }
    if (location.format().filter(format -> !format.isReadable()).isPresent()) {
      settings.reject("format", "a table is written only; allowed: the other formats");
    }
    List<ColumnDeclaration> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String text : settings.texts("columns")) {
      Optional<ColumnDeclaration> column = ColumnDeclaration.parse(text);
      if (column.isEmpty()) {
        settings.reject(
            "columns",
            "found \"%s\"; a column is a name and a type: id bigint not null".formatted(text));
      } else if (!names.add(column.get().name())) {
        settings.reject("columns", "the column " + column.get().name() + " is declared twice");
      }
      column.ifPresent(columns::add);
    }
    return new FilesSource(location, List.copyOf(columns));
  }

  /** Files have no snapshot of their own; all sessions read the files that the first one lists. */
  @Override
  public SourceSession connect(Optional<String> snapshot) {
    return new FilesSourceSession(location, columns, standardInputTaken);
  }
}

package dev.weir.files.parquet;

import dev.weir.core.error.Place;
import dev.weir.files.store.FilesError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.schema.Type;

/** The columns of a file. */
public final class ParquetSchemas {
  private ParquetSchemas() {}

  /** A column, whose type may not be supported. */
  public record Column(String name, String type, boolean notNull, Optional<Field> field) {
    /**
     * Returns the field.
     *
     * @param file the name to show in messages
     * @throws dev.weir.core.error.WeirException if the type is not supported
     */
    public Field require(Place place, String file) {
      return field.orElseThrow(
          () ->
              FilesError.FILE_TYPE
                  .at(
                      place.inColumn(name),
                      "%s: the column's type is not supported: %s".formatted(file, type))
                  .withHint("Exclude the column by the stream's columns, or convert the file."));
    }
  }

  /** Reads the columns. */
  public static List<Column> read(FileChannel channel, Place place, String file)
      throws IOException {
    ParquetFooter footer = ParquetFooter.read(channel, place, file);
    List<Column> columns = new ArrayList<>();
    for (Type type : footer.metadata().getFileMetaData().getSchema().getFields()) {
      columns.add(
          new Column(
              type.getName(),
              type.toString().strip().replaceAll("\\s+", " "),
              type.isRepetition(Type.Repetition.REQUIRED),
              ParquetFields.of(type, footer.fields().get(type.getName()))));
    }
    return columns;
  }
}

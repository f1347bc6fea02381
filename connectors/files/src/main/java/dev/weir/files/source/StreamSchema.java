package dev.weir.files.source;

import dev.weir.core.connector.Notice;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamDescription;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.files.arrow.ArrowSchemas;
import dev.weir.files.infer.ColumnInference;
import dev.weir.files.parquet.ParquetSchemas;
import dev.weir.files.store.FileFormat;
import dev.weir.files.store.FileType;
import dev.weir.files.store.FilesError;
import dev.weir.files.text.ColumnDeclaration;
import dev.weir.files.text.TextStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The columns of a stream: declared, inferred, or written in the file. */
record StreamSchema(Schema schema, List<Notice> notices) {

  /**
   * Returns the columns of a stream. What is read of the file is given back.
   *
   * @param file the name of the file, to show in messages
   */
  static StreamSchema of(
      InputFile input,
      String file,
      FileType type,
      StreamConfig stream,
      List<ColumnDeclaration> declared,
      Place place)
      throws IOException {
    return switch (type.format()) {
      case JSONL, CSV -> ofText(input.stream(), file, type.format(), stream, declared, place);
      case TABLE -> throw new IllegalStateException("A table is not read");
      case ARROW, ARROW_STREAM -> {
        refuseDeclared(declared, file, place);
        Schema schema = ArrowSchemas.read(input.stream(), place, file);
        yield new StreamSchema(
            new Schema(select(schema.getFields(), Field::getName, stream, place)), List.of());
      }
      case PARQUET -> {
        refuseDeclared(declared, file, place);
        List<ParquetSchemas.Column> columns = ParquetSchemas.read(input.channel(), place, file);
        List<Field> fields =
            select(columns, ParquetSchemas.Column::name, stream, place).stream()
                .map(column -> column.require(place, file))
                .toList();
        yield new StreamSchema(new Schema(fields), List.of());
      }
    };
  }

  /**
   * Returns the columns of a file for a listing, with those that cannot be read. What is read of
   * the file is given back.
   */
  static List<StreamDescription.Column> list(
      InputFile input,
      String file,
      FileType type,
      StreamConfig stream,
      List<ColumnDeclaration> declared,
      Place place)
      throws IOException {
    if (type.format() == FileFormat.PARQUET && declared.isEmpty()) {
      return ParquetSchemas.read(input.channel(), place, file).stream()
          .map(
              column ->
                  column
                      .field()
                      .map(StreamSchema::listed)
                      .orElseGet(() -> unsupported(column.name(), column.type(), column.notNull())))
          .toList();
    }
    return of(input, file, type, stream, declared, place).schema().getFields().stream()
        .map(StreamSchema::listed)
        .toList();
  }

  private static StreamDescription.Column listed(Field field) {
    if (field.getDictionary() != null) {
      return unsupported(field.getName(), "dictionary encoding", !field.isNullable());
    }
    ColumnDeclaration column = ColumnDeclaration.of(field);
    return new StreamDescription.Column(column.name(), column.type(), column.notNull());
  }

  private static StreamDescription.Column unsupported(String name, String type, boolean notNull) {
    return new StreamDescription.Column(name, "not supported: " + type, notNull);
  }

  private static void refuseDeclared(List<ColumnDeclaration> declared, String file, Place place) {
    if (!declared.isEmpty()) {
      throw FilesError.FILE_COLUMNS
          .at(place, file + " has its own columns, so config.columns is not possible")
          .withHint("Remove config.columns.");
    }
  }

  private static StreamSchema ofText(
      BufferedInputStream in,
      String file,
      FileFormat format,
      StreamConfig stream,
      List<ColumnDeclaration> declared,
      Place place)
      throws IOException {
    List<Notice> notices = new ArrayList<>();
    List<ColumnDeclaration> columns = declared;
    if (declared.isEmpty()) {
      ColumnInference.Inferred inferred = ColumnInference.infer(format, sample(in));
      columns = inferred.columns();
      if (columns.isEmpty()) {
        throw FilesError.FILE_COLUMNS
            .at(place, file + " has no rows from which columns can be inferred")
            .withHint("Declare the columns in config.columns, or check that the file is complete.");
      }
      notices.add(new Notice(place, text(file, inferred)));
    }
    List<Field> fields =
        select(columns, ColumnDeclaration::name, stream, place).stream()
            .map(ColumnDeclaration::field)
            .toList();
    return new StreamSchema(new Schema(fields), notices);
  }

  private static byte[] sample(BufferedInputStream in) throws IOException {
    in.mark(ColumnInference.SAMPLE_BYTES + 1);
    TextStart.skipMark(in);
    in.reset();
    in.mark(ColumnInference.SAMPLE_BYTES + 1);
    byte[] sample = in.readNBytes(ColumnInference.SAMPLE_BYTES);
    in.reset();
    return sample;
  }

  private static String text(String file, ColumnInference.Inferred inferred) {
    return "The types are inferred from the first %,d rows of %s: %s; config.columns declares others."
        .formatted(
            inferred.rows(),
            file,
            inferred.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", ")));
  }

  /** Returns the columns that the stream lists, in its order; all if it lists none. */
  private static <C> List<C> select(
      List<C> columns,
      java.util.function.Function<C, String> name,
      StreamConfig stream,
      Place place) {
    if (stream.columns().isEmpty()) {
      return columns;
    }
    List<C> selected = new ArrayList<>();
    for (String wanted : stream.columns()) {
      selected.add(
          columns.stream()
              .filter(column -> name.apply(column).equals(wanted))
              .findFirst()
              .orElseThrow(() -> missing(columns.stream().map(name).toList(), wanted, place)));
    }
    return selected;
  }

  private static WeirException missing(List<String> names, String wanted, Place place) {
    return FilesError.FILE_COLUMNS.at(
        place.inColumn(wanted),
        "The file has no such column; its columns are " + String.join(", ", names));
  }
}

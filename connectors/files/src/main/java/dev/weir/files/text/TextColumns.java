package dev.weir.files.text;

import dev.weir.core.error.Place;
import dev.weir.files.store.FilesError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The columns of a text file. */
public final class TextColumns {
  private TextColumns() {}

  /**
   * Returns a column for each field.
   *
   * @throws dev.weir.core.error.WeirException if text cannot hold the values of a field
   */
  public static List<TextColumn> of(Schema schema, Enum<?> format, Place place) {
    List<TextColumn> columns = new ArrayList<>();
    for (Field field : schema.getFields()) {
      columns.add(
          TextColumn.of(field)
              .orElseThrow(
                  () ->
                      FilesError.FILE_TYPE.at(
                          place.inColumn(field.getName()),
                          "%s cannot hold the column's type %s"
                              .formatted(
                                  format.name().toLowerCase(Locale.ROOT),
                                  FieldMetadata.typeName(field)))));
    }
    return columns;
  }
}

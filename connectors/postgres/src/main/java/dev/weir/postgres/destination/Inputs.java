package dev.weir.postgres.destination;

import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.destination.LoadColumn.Input;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.type.FieldEncoders;
import dev.weir.postgres.type.PostgresFields;
import dev.weir.postgres.wire.TextEncoders;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.postgresql.core.Oid;

/**
 * Chooses how the server receives values. Where a column requires its type's input function, all
 * columns are sent by text COPY; if one of them has no text encoder, or with INSERT, the texts are
 * staged and cast.
 */
final class Inputs {
  private static final String BYTEA = "bytea";

  /** The modifier of date/time types that keeps all digits. */
  private static final int MICROSECONDS = 6;

  private Inputs() {}

  /** Returns the input of a column by itself; empty if the values cannot be loaded. */
  static Optional<Input> of(Field field, CatalogColumn target) {
    boolean isUtf8 = field.getType() instanceof ArrowType.Utf8;
    if (isUtf8 && target.textForm()) {
      return Optional.of(Input.CAST);
    }
    if (FieldEncoders.of(field, target.wireType()).isPresent()) {
      return PostgresFields.type(field).isEmpty() && isRounded(field, target)
          ? Optional.empty()
          : Optional.of(Input.BINARY);
    }
    if (isUtf8) {
      return Optional.of(Input.CAST);
    }
    return isOpaque(field) && PostgresFields.type(field).equals(Optional.of(target.type()))
        ? Optional.of(Input.BINARY)
        : Optional.empty();
  }

  /** Returns whether the target has a modifier by which the server rounds fractions of seconds. */
  private static boolean isRounded(Field field, CatalogColumn target) {
    ArrowType type =
        field.getType() instanceof ArrowType.List
            ? field.getChildren().get(0).getType()
            : field.getType();
    boolean hasFractions =
        type instanceof ArrowType.Interval
            || type instanceof ArrowType.Timestamp
            || type instanceof ArrowType.Time;
    return hasFractions && target.typmod() >= 0 && target.typmod() != MICROSECONDS;
  }

  /** Returns whether the values are in the binary format of another type than bytea. */
  private static boolean isOpaque(Field field) {
    return field.getType() instanceof ArrowType.Binary
        && PostgresFields.type(field).filter(type -> !type.equals(BYTEA)).isPresent();
  }

  /** Returns the columns with the inputs of the load. */
  static List<LoadColumn> resolve(List<LoadColumn> columns, LoadMethod method, Place place) {
    if (columns.stream().noneMatch(LoadColumn::isCast)) {
      return columns;
    }
    if (isTextCopy(columns.stream().map(LoadColumn::field).toList(), method)
        && columns.stream().noneMatch(Inputs::isTruncated)) {
      return columns.stream().map(column -> column.with(Input.TEXT_COPY)).toList();
    }
    columns.stream().filter(LoadColumn::isCast).forEach(column -> checkCast(column, place));
    return columns;
  }

  /** The input function of type name truncates; its binary format is refused. */
  private static boolean isTruncated(LoadColumn column) {
    return column.column().wireTypeOid() == Oid.NAME
        && PostgresFields.type(column.field()).isEmpty();
  }

  /** An explicit cast truncates or rounds values to the modifier of the type. */
  private static void checkCast(LoadColumn column, Place place) {
    boolean declared =
        PostgresFields.type(column.field()).equals(Optional.of(column.column().type()));
    if (!declared && column.column().typmod() >= 0) {
      throw PostgresError.TYPE
          .at(
              place.inColumn(column.name()),
              "Text is cast to type %s, which may truncate values"
                  .formatted(column.column().type()))
          .withHint("Use load_method: copy, or a target column without a type modifier.");
    }
  }

  /** Returns whether some of the fields are cast from text after they are staged. */
  static boolean isCast(List<Field> fields, LoadMethod method) {
    return fields.stream().anyMatch(PostgresFields::isTextForm) && !isTextCopy(fields, method);
  }

  private static boolean isTextCopy(List<Field> fields, LoadMethod method) {
    return method == LoadMethod.COPY
        && fields.stream()
            .allMatch(field -> TextEncoders.supports(field.getType()) && !isOpaque(field));
  }
}

package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.type.ColumnTypes;
import dev.weir.postgres.type.FieldEncoders;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.TextEncoders;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Field;
import org.postgresql.core.Oid;

/**
 * A column of a stream, mapped to a column of the target.
 *
 * @param index the position in the stream's schema, from 0
 * @param column the target column
 * @param field the column in the stream's schema
 * @param charsMax the length limit of the target column, if values of the stream may exceed it
 */
record LoadColumn(int index, CatalogColumn column, Field field, Input input, OptionalInt charsMax) {
  private static final String TEXT = "text";

  /** How the server receives the values. */
  enum Input {
    /** In the binary format of the target's type. */
    BINARY,
    /** As text in a text column of a staging table, which is cast to the target's type. */
    CAST,
    /** As a field of text COPY, which the input function of the target's type reads. */
    TEXT_COPY
  }

  /** Returns the column with another input. */
  LoadColumn with(Input newInput) {
    return new LoadColumn(index, column, field, newInput, charsMax);
  }

  /** Returns whether the target generates the column, so that its values are not loaded. */
  boolean isGenerated() {
    return column.generated();
  }

  String name() {
    return column.name();
  }

  String quoted() {
    return Identifiers.quote(column.name());
  }

  /** Returns whether values are cast from text. */
  boolean isCast() {
    return input == Input.CAST;
  }

  /** Returns whether all columns are sent by text COPY. */
  boolean isTextCopy() {
    return input == Input.TEXT_COPY;
  }

  /**
   * Returns an encoder of the values.
   *
   * @param isLast whether the column is the last of its row
   */
  ColumnEncoder encoder(boolean isLast) {
    return switch (input) {
      case TEXT_COPY -> TextEncoders.of(field.getType(), isLast);
      case CAST -> ColumnTypes.text().encoder();
      case BINARY ->
          FieldEncoders.of(field, column.wireType())
              .map(Supplier::get)
              .orElseGet(ColumnTypes.opaque()::encoder);
    };
  }

  /** Returns the parameter type: the target's, or text. */
  String sentTypeName() {
    return isCast() ? TEXT : column.wireTypeName();
  }

  long sentTypeOid() {
    return isCast() ? Oid.TEXT : column.wireTypeOid();
  }

  /** Returns the type in a staging table. */
  String stagedType() {
    return isCast() ? TEXT : column.type();
  }

  /** Returns SQL that converts a staged value to the target's type. */
  String fromStaged(String alias) {
    String value = alias + "." + quoted();
    return isCast() ? value + "::" + column.type() : value;
  }
}

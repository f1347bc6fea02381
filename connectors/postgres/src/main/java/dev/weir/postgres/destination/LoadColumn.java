package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.type.ColumnType;
import dev.weir.postgres.type.ColumnTypes;
import java.util.OptionalInt;
import org.postgresql.core.Oid;

/**
 * A column of a stream, mapped to a column of the target.
 *
 * @param index the position in the stream's schema, from 0
 * @param column the target column
 * @param textForm whether the stream contains text forms of the target's type
 * @param charsMax the length limit of the target column, if values of the stream may exceed it
 */
record LoadColumn(int index, CatalogColumn column, boolean textForm, OptionalInt charsMax) {
  private static final String TEXT = "text";

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

  /** Returns the column type that encodes the values. */
  ColumnType columnType() {
    return textForm ? ColumnTypes.text() : column.columnType();
  }

  /** Returns the parameter type: the target's, or text. */
  String sentTypeName() {
    return textForm ? TEXT : column.wireTypeName();
  }

  long sentTypeOid() {
    return textForm ? Oid.TEXT : column.wireTypeOid();
  }

  /** Returns the type in a staging table. */
  String stagedType() {
    return textForm ? TEXT : column.type();
  }

  /** Returns SQL that converts a staged value to the target's type. */
  String fromStaged(String alias) {
    String value = alias + "." + quoted();
    return textForm ? value + "::" + column.type() : value;
  }
}

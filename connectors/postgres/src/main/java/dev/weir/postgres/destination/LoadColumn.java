package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.type.ColumnType;
import dev.weir.postgres.type.ColumnTypes;
import java.util.OptionalInt;
import org.postgresql.core.Oid;

/**
 * A column of a stream on its way into a column of the target.
 *
 * @param index its place in the stream's schema, from 0
 * @param column the target's
 * @param textForm whether its values come in the text form of the target's type
 * @param charsMax the longest text that the target's column holds, where the stream's may be longer
 */
record LoadColumn(int index, CatalogColumn column, boolean textForm, OptionalInt charsMax) {
  private static final String TEXT = "text";

  /** Whether its values are computed by the target, so that they are not loaded. */
  boolean isGenerated() {
    return column.generated();
  }

  String name() {
    return column.name();
  }

  String quoted() {
    return Identifiers.quote(column.name());
  }

  /** How its values are sent. */
  ColumnType columnType() {
    return textForm ? ColumnTypes.text() : column.columnType();
  }

  /** The type that the server is told: the target's, or text. */
  String sentTypeName() {
    return textForm ? TEXT : column.wireTypeName();
  }

  long sentTypeOid() {
    return textForm ? Oid.TEXT : column.wireTypeOid();
  }

  /** The type of the column that takes its values before they become the target's. */
  String stagedType() {
    return textForm ? TEXT : column.type();
  }

  /** A staged value as a value of the target's type, as SQL. */
  String fromStaged(String alias) {
    String value = alias + "." + quoted();
    return textForm ? value + "::" + column.type() : value;
  }
}

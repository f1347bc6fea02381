package dev.weir.postgres.source;

import dev.weir.postgres.catalog.CatalogColumn;
import java.util.List;
import java.util.OptionalLong;

/** Rows that one COPY statement reads. */
interface CopyPart {
  /** Returns the columns in the order of the statement. */
  List<CatalogColumn> columns();

  /** Returns the COPY statement. */
  String copy();

  /** Returns the query of the content digest. */
  String select();

  /** Returns a LIMIT clause with a blank before it; empty for all rows. */
  static String limit(OptionalLong rowsMax) {
    return rowsMax.isPresent() ? " LIMIT " + rowsMax.getAsLong() : "";
  }
}

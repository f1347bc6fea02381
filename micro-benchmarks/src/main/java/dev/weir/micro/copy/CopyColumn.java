package dev.weir.micro.copy;

/**
 * A column of a table of the benchmarks.
 *
 * @param nullFraction one of so many values is NULL; 0 for none
 */
record CopyColumn(CopyKind kind, int nullFraction, CopyValue value) {
  CopyColumn {
    if (nullFraction < 0) {
      throw new IllegalArgumentException("A null fraction of 1/" + nullFraction);
    }
  }

  static CopyColumn notNull(CopyKind kind, CopyValue value) {
    return new CopyColumn(kind, 0, value);
  }

  static CopyColumn nullable(CopyKind kind, int nullFraction, CopyValue value) {
    return new CopyColumn(kind, nullFraction, value);
  }
}

package dev.weir.core.connector;

/** What happens where a stream and its target have come to differ. */
public record SchemaEvolution(
    NewColumn newColumn, RemovedColumn removedColumn, NullabilityChange nullabilityChange) {

  public static final SchemaEvolution DEFAULTS =
      new SchemaEvolution(NewColumn.FAIL, RemovedColumn.IGNORE, NullabilityChange.KEEP);

  /** A column of the stream that the target lacks. */
  public enum NewColumn {
    /** The run is refused. */
    FAIL,
    /** The target gets the column; its rows have NULL there. */
    ADD
  }

  /** A column of the target that the stream lacks. */
  public enum RemovedColumn {
    /** New rows have the column's default there. */
    IGNORE,
    /** The run is refused. */
    FAIL
  }

  /** A column that may be NULL in the stream and is NOT NULL at the target. */
  public enum NullabilityChange {
    /** The target stays as it is; a NULL fails the run. */
    KEEP,
    /** The target's column loses its NOT NULL. */
    ALLOW
  }
}

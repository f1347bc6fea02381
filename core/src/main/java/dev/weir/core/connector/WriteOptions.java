package dev.weir.core.connector;

/**
 * The options of a load that all destinations share.
 *
 * @param createTypes whether types that a created or altered target needs are created as well
 */
public record WriteOptions(
    WriteMode mode,
    ReplaceMethod replace,
    CreateScope create,
    boolean createTypes,
    ReceiptMismatch onReceiptMismatch,
    SchemaEvolution evolution) {

  public static final WriteOptions DEFAULTS =
      new WriteOptions(
          WriteMode.APPEND,
          ReplaceMethod.AUTO,
          CreateScope.KEYS,
          false,
          ReceiptMismatch.FAIL,
          SchemaEvolution.DEFAULTS);

  /** How {@link WriteMode#REPLACE} puts the new rows in place of the old ones. */
  public enum ReplaceMethod {
    /** Swap where the target loses nothing by it, else truncate. */
    AUTO,
    /** Load a second table; at the end drop the target and rename the second table. */
    SWAP,
    /** TRUNCATE the target and load it, in one transaction. */
    TRUNCATE
  }

  /** Which parts of the source's table a new target gets. */
  public enum CreateScope {
    /** Columns with their types and NOT NULL. */
    COLUMNS,
    /** The columns, the primary key and the unique constraints. */
    KEYS,
    /** The columns, all keys, CHECK and EXCLUDE constraints, and all indexes. */
    ALL
  }

  /** What happens if the target contradicts the stream's last receipt. */
  public enum ReceiptMismatch {
    /** The run is refused. */
    FAIL,
    /** The stream is read from the start; rows that the target has are not added again. */
    RELOAD,
    /** The stream resumes after the receipt's cursor. */
    CONTINUE
  }
}

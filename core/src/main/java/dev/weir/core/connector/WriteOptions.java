package dev.weir.core.connector;

/**
 * What a pipeline says of its targets, beside the destination's own settings.
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
    /** Load a second table beside the target; drop the target and rename the second at the end. */
    SWAP,
    /** TRUNCATE the target and load it, in one transaction. */
    TRUNCATE
  }

  /** What of the source's table a target that does not exist yet gets. */
  public enum CreateScope {
    /** Columns with their types and NOT NULL. */
    COLUMNS,
    /** The columns, the primary key and the unique constraints. */
    KEYS,
    /** The columns, all keys, CHECK and EXCLUDE constraints, and all indexes. */
    ALL
  }

  /** What happens where the target is not as the stream's last receipt says. */
  public enum ReceiptMismatch {
    /** The run is refused. */
    FAIL,
    /** The stream is read from the start; rows that the target holds are not added again. */
    RELOAD,
    /** The stream goes on after the receipt's cursor. */
    CONTINUE
  }
}

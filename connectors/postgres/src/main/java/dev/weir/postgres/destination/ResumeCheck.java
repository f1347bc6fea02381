package dev.weir.postgres.destination;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.ResumePoint;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.CursorColumn;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import java.util.List;
import java.util.Optional;

/**
 * Compares a stream's last receipt with its target. If the target was replaced, truncated, or
 * loaded with another cursor since, resuming after the receipt's cursor would lose or duplicate
 * rows.
 */
final class ResumeCheck {
  private final PostgresConnection connection;
  private final ReceiptsTable receipts;
  private final ReceiptsTableStatus status;
  private final String pipeline;
  private final StreamConfig stream;
  private final String targetName;
  private final Optional<CatalogTable> target;
  private final Place place;

  ResumeCheck(
      PostgresConnection connection,
      ReceiptsTable receipts,
      String pipeline,
      StreamConfig stream,
      String targetName,
      Optional<CatalogTable> target) {
    this.connection = connection;
    this.receipts = receipts;
    this.status = receipts.status();
    this.pipeline = pipeline;
    this.stream = stream;
    this.targetName = targetName;
    this.target = target;
    this.place = connection.place().inStream(stream.name());
  }

  /**
   * A difference between receipt and target.
   *
   * @param canContinue whether {@code on_receipt_mismatch: continue} is allowed
   */
  private record Mismatch(String message, boolean canContinue) {}

  Resumption resume(WriteOptions options) {
    Optional<ReceiptsTable.Row> last =
        status.tableExists() ? receipts.last(pipeline, stream.name()) : Optional.empty();
    Optional<Receipt> receipt = last.map(ReceiptsTable.Row::receipt);
    if (stream.syncMode() == SyncMode.FULL_REFRESH) {
      return Resumption.atStart(receipt, target.isEmpty());
    }
    ResumePoint after = new ResumePoint(receipt.flatMap(Receipt::cursor), false);
    Optional<Mismatch> mismatch = mismatch(last);
    return mismatch
        .map(found -> handleMismatch(options, receipt, after, found))
        .orElse(new Resumption(receipt, after, target.isEmpty(), List.of()));
  }

  /** Returns where a stream resumes whose rows go to no target of its own. */
  Resumption resumeWithoutTarget() {
    Optional<Receipt> receipt =
        status.tableExists()
            ? receipts.last(pipeline, stream.name()).map(ReceiptsTable.Row::receipt)
            : Optional.empty();
    if (stream.syncMode() == SyncMode.FULL_REFRESH) {
      return Resumption.atStart(receipt, false);
    }
    Optional<Cursor> cursor = receipt.flatMap(Receipt::cursor);
    otherField(cursor)
        .ifPresent(
            mismatch -> {
              throw error(mismatch);
            });
    return new Resumption(receipt, new ResumePoint(cursor, false), false, List.of());
  }

  private Resumption handleMismatch(
      WriteOptions options, Optional<Receipt> receipt, ResumePoint after, Mismatch mismatch) {
    return switch (options.onReceiptMismatch()) {
      case FAIL -> throw error(mismatch);
      case RELOAD ->
          new Resumption(
              Optional.empty(),
              new ResumePoint(Optional.empty(), target.isPresent()),
              target.isEmpty(),
              List.of(
                  new Notice(
                      place,
                      mismatch.message()
                          + "; all rows are read, and the missing ones are added.")));
      case CONTINUE -> {
        if (!mismatch.canContinue()) {
          throw error(mismatch);
        }
        yield new Resumption(
            receipt,
            after,
            target.isEmpty(),
            List.of(
                new Notice(
                    place,
                    mismatch.message()
                        + (after.after().isPresent()
                            ? "; the stream resumes after the receipt's cursor."
                            : "; all rows are added."))));
      }
    };
  }

  private WeirException error(Mismatch mismatch) {
    return PostgresError.RECEIPT_MISMATCH
        .at(place, mismatch.message())
        .withHint(
            "For one run, set on_receipt_mismatch: reload (reads all rows and adds the missing"
                + " ones)"
                + (mismatch.canContinue()
                    ? " or continue (accepts the target as it is)."
                    : "; or restore cursor_field."));
  }

  private Optional<Mismatch> mismatch(Optional<ReceiptsTable.Row> last) {
    return last.isPresent() ? mismatch(last.get()) : otherPipelines();
  }

  /** Checks whether another pipeline has loaded the target. */
  private Optional<Mismatch> otherPipelines() {
    if (!status.isCurrent() || target.isEmpty()) {
      return Optional.empty();
    }
    List<String> others = receipts.otherPipelines(pipeline, target.get().oid());
    return others.isEmpty() || isEmpty(target.get())
        ? Optional.empty()
        : Optional.of(
            new Mismatch(
                "The target %s contains rows of pipeline %s, but pipeline %s has no receipt for it"
                    .formatted(targetName, String.join(", ", others), pipeline),
                true));
  }

  private Optional<Mismatch> mismatch(ReceiptsTable.Row last) {
    Optional<Cursor> cursor = last.receipt().cursor();
    Optional<Mismatch> otherField = otherField(cursor);
    if (otherField.isPresent()) {
      return otherField;
    }
    String field = stream.cursorField().orElseThrow();
    if (target.isEmpty()) {
      return cursor.map(
          position ->
              new Mismatch(
                  "The last receipt is at %s = %s, but the target %s does not exist"
                      .formatted(field, position.value(), targetName),
                  true));
    }
    CatalogTable table = target.get();
    if (last.targetOid().isPresent() && last.targetOid().getAsLong() != table.oid()) {
      return Optional.of(
          new Mismatch(
              "The target %s is not the table of the last receipt: it was dropped and re-created"
                  .formatted(targetName),
              true));
    }
    if (cursor.isEmpty()) {
      return isEmpty(table)
          ? Optional.empty()
          : Optional.of(
              new Mismatch(
                  "Earlier runs loaded the target %s without a cursor".formatted(targetName),
                  true));
    }
    return containsCursor(table, cursor.get())
        ? Optional.empty()
        : Optional.of(
            new Mismatch(
                "The last receipt is at %s = %s, but the target %s has no such row: it was"
                        .formatted(field, cursor.get().value(), targetName)
                    + " truncated or modified",
                true));
  }

  private Optional<Mismatch> otherField(Optional<Cursor> cursor) {
    String field = stream.cursorField().orElseThrow();
    return cursor
        .filter(position -> !position.field().equals(field))
        .map(
            position ->
                new Mismatch(
                    "The target %s was loaded with cursor_field %s, but cursor_field is now %s"
                        .formatted(targetName, position.field(), field),
                    false));
  }

  private boolean isEmpty(CatalogTable table) {
    return connection
        .query("SELECT NOT EXISTS (SELECT FROM " + table.quoted() + ")", row -> row.getBoolean(1))
        .get(0);
  }

  /** Returns whether the target has a row at the receipt's cursor, or no such column. */
  private boolean containsCursor(CatalogTable table, Cursor position) {
    return table
        .column(position.field())
        .map(CursorColumn::new)
        .filter(CursorColumn::isOrdered)
        .map(cursor -> containsCursor(table, cursor, position))
        .orElse(true);
  }

  private boolean containsCursor(CatalogTable table, CursorColumn cursor, Cursor position) {
    try {
      return connection
          .query(
              "SELECT EXISTS (SELECT FROM "
                  + table.quoted()
                  + " WHERE "
                  + cursor.compare("=", position.value())
                  + ")",
              row -> row.getBoolean(1))
          .get(0);
    } catch (WeirException e) {
      if (e.kind() == ErrorKind.DATA) {
        // The column's type has changed, and the value is not valid for the new type.
        connection.rollbackQuietly();
        return false;
      }
      throw e;
    }
  }
}

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
 * Holds a stream's last receipt against its target. A receipt says up to where the target holds the
 * stream; where the target is another table, was emptied, or was loaded by another cursor, it does
 * not, and going on after the receipt's cursor would lose or double rows.
 */
final class ResumeCheck {
  private final PostgresConnection connection;
  private final ReceiptsTable receipts;
  private final ReceiptsTable.Status status;
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
   * What speaks against going on after the receipt's cursor.
   *
   * @param mayContinue whether {@code on_receipt_mismatch: continue} can be meant
   */
  private record Mismatch(String sentence, boolean mayContinue) {}

  Resumption resume(WriteOptions options) {
    Optional<ReceiptsTable.Row> last =
        status.table() ? receipts.last(pipeline, stream.name()) : Optional.empty();
    Optional<Receipt> receipt = last.map(ReceiptsTable.Row::receipt);
    if (stream.syncMode() == SyncMode.FULL_REFRESH) {
      return Resumption.atStart(receipt, target.isEmpty());
    }
    ResumePoint after = new ResumePoint(receipt.flatMap(Receipt::cursor), false);
    Optional<Mismatch> mismatch = mismatch(last);
    return mismatch
        .map(found -> settle(options, receipt, after, found))
        .orElse(new Resumption(receipt, after, target.isEmpty(), List.of()));
  }

  private Resumption settle(
      WriteOptions options, Optional<Receipt> receipt, ResumePoint after, Mismatch mismatch) {
    return switch (options.onReceiptMismatch()) {
      case FAIL -> throw refused(mismatch);
      case RELOAD ->
          new Resumption(
              Optional.empty(),
              new ResumePoint(Optional.empty(), target.isPresent()),
              target.isEmpty(),
              List.of(
                  new Notice(
                      place,
                      mismatch.sentence()
                          + "; all rows are read, and those that the target lacks are added.")));
      case CONTINUE -> {
        if (!mismatch.mayContinue()) {
          throw refused(mismatch);
        }
        yield new Resumption(
            receipt,
            after,
            target.isEmpty(),
            List.of(
                new Notice(
                    place,
                    mismatch.sentence()
                        + (after.after().isPresent()
                            ? "; the stream goes on after the receipt's cursor."
                            : "; all rows are added."))));
      }
    };
  }

  private WeirException refused(Mismatch mismatch) {
    return PostgresError.RECEIPT_MISMATCH
        .at(place, mismatch.sentence())
        .withHint(
            "Set on_receipt_mismatch for one run: reload (reads all rows, adds those that are"
                + " missing)"
                + (mismatch.mayContinue()
                    ? ", or continue (takes the target as it is)."
                    : ", or set cursor_field back."));
  }

  private Optional<Mismatch> mismatch(Optional<ReceiptsTable.Row> last) {
    return last.isPresent() ? mismatch(last.get()) : withoutReceipt();
  }

  /**
   * Without a receipt of ours, another pipeline's tells that the target holds the stream's rows.
   */
  private Optional<Mismatch> withoutReceipt() {
    if (!status.current() || target.isEmpty()) {
      return Optional.empty();
    }
    List<String> others = receipts.otherPipelines(pipeline, target.get().oid());
    return others.isEmpty() || isEmpty(target.get())
        ? Optional.empty()
        : Optional.of(
            new Mismatch(
                "The target %s holds rows of pipeline %s, and pipeline %s has no receipt for it"
                    .formatted(targetName, String.join(", ", others), pipeline),
                true));
  }

  private Optional<Mismatch> mismatch(ReceiptsTable.Row last) {
    Optional<Cursor> cursor = last.receipt().cursor();
    String field = stream.cursorField().orElseThrow();
    if (cursor.isPresent() && !cursor.get().field().equals(field)) {
      return Optional.of(
          new Mismatch(
              "The target %s was loaded by the cursor %s, and cursor_field is %s now"
                  .formatted(targetName, cursor.get().field(), field),
              false));
    }
    if (target.isEmpty()) {
      return cursor.map(
          position ->
              new Mismatch(
                  "The last receipt is at %s = %s, and the target %s is gone"
                      .formatted(field, position.value(), targetName),
                  true));
    }
    CatalogTable table = target.get();
    if (last.targetOid().isPresent() && last.targetOid().getAsLong() != table.oid()) {
      return Optional.of(
          new Mismatch(
              "The target %s is not the table that the last receipt covers: it was dropped and"
                      .formatted(targetName)
                  + " created again",
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
    return holds(table, cursor.get())
        ? Optional.empty()
        : Optional.of(
            new Mismatch(
                "The last receipt is at %s = %s, and the target %s has no such row: it was emptied"
                        .formatted(field, cursor.get().value(), targetName)
                    + " or altered",
                true));
  }

  private boolean isEmpty(CatalogTable table) {
    return connection
        .query("SELECT NOT EXISTS (SELECT FROM " + table.quoted() + ")", row -> row.getBoolean(1))
        .get(0);
  }

  /** Whether the target has a row at the receipt's cursor; true where it lacks the column. */
  private boolean holds(CatalogTable table, Cursor position) {
    return table
        .column(position.field())
        .map(CursorColumn::new)
        .filter(CursorColumn::isOrdered)
        .map(cursor -> holds(table, cursor, position))
        .orElse(true);
  }

  private boolean holds(CatalogTable table, CursorColumn cursor, Cursor position) {
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
        // The column's type has changed, and the position is no value of the new one.
        connection.rollbackQuietly();
        return false;
      }
      throw e;
    }
  }
}

package dev.weir.postgres.destination;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.StreamWriter;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.CursorColumn;
import dev.weir.postgres.destination.StagingTable.Merge;
import dev.weir.postgres.sql.DigestMethod;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.SelectStatement;
import dev.weir.postgres.sql.ServerWait;
import dev.weir.postgres.sql.SqlErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads one stream in the current transaction of the session. */
final class PostgresStreamWriter implements StreamWriter {
  private static final String WRITTEN_BY_THIS_TRANSACTION = "xmin = pg_current_xact_id()::xid";

  private final PostgresConnection connection;
  private final PostgresLoadPlan plan;
  private final TargetTable target;
  private final LoadMethod loadMethod;
  private final ReceiptsTable receipts;
  private final Place place;
  private final TextLengthCheck textLengthCheck;
  private final List<StagingTable> staging = new ArrayList<>();
  private Optional<Loader> loader = Optional.empty();
  private boolean hasDirectRows;
  private long rowsLoaded;
  private boolean committed;

  PostgresStreamWriter(
      PostgresConnection connection,
      PostgresLoadPlan plan,
      TargetTable target,
      LoadMethod loadMethod,
      ReceiptsTable receipts) {
    this.connection = connection;
    this.plan = plan;
    this.target = target;
    this.loadMethod = loadMethod;
    this.receipts = receipts;
    this.place = plan.place();
    this.textLengthCheck = new TextLengthCheck(target.table(), place);
  }

  @Override
  public void begin(ReadPart part) {
    finishLoader();
    LoadTable loaded = target.table().withoutGenerated();
    Optional<Merge> merge = merge(part);
    if (merge.isPresent()) {
      StagingTable staged =
          StagingTable.create(connection, place, part, target.table(), merge.get());
      staging.add(staged);
      loaded = staged.table();
    } else {
      hasDirectRows = true;
    }
    LoadTable table = loaded;
    loader =
        Optional.of(
            connection.await(
                ServerWait.FLUSH,
                place,
                () ->
                    switch (loadMethod) {
                      case COPY -> new CopyLoader(connection, table);
                      case INSERT -> new InsertLoader(connection, table);
                    }));
  }

  /** Returns how staged rows are merged; empty if rows are written directly to the target. */
  private Optional<Merge> merge(ReadPart part) {
    boolean textForm = target.table().columns().stream().anyMatch(LoadColumn::textForm);
    Optional<String> cursor = plan.request().stream().cursorField();
    if (!plan.mergeKey().isEmpty()) {
      // If the key is the cursor, keys above the last cursor do not exist in the target.
      boolean isNew =
          part == ReadPart.NEW && cursor.map(List::of).filter(plan.mergeKey()::equals).isPresent();
      return isNew && !textForm ? Optional.empty() : Optional.of(new Merge.ByKey(plan.mergeKey()));
    }
    if (part == ReadPart.OVERLAP) {
      return Optional.of(new Merge.InsertMissing(cursorColumn()));
    }
    return textForm ? Optional.of(new Merge.InsertAll()) : Optional.empty();
  }

  private CursorColumn cursorColumn() {
    String field = plan.request().stream().cursorField().orElseThrow();
    return target.table().columns().stream()
        .filter(column -> column.name().equals(field))
        .findFirst()
        .map(column -> new CursorColumn(column.column()))
        .orElseThrow(() -> new IllegalStateException("The stream does not contain its cursor"));
  }

  @Override
  public void write(Batch batch) {
    textLengthCheck.check(batch.root());
    Loader open = loader.orElseThrow(() -> new IllegalStateException("begin was not called"));
    connection.await(
        ServerWait.FLUSH,
        place,
        () -> {
          open.write(batch.root());
          return true;
        });
  }

  private void finishLoader() {
    if (loader.isPresent()) {
      Loader open = loader.get();
      rowsLoaded += connection.await(ServerWait.COMMIT, place, open::finish);
      closeLoader();
    }
  }

  @Override
  public long endData() {
    finishLoader();
    return rowsLoaded;
  }

  @Override
  public LoadCounts build() {
    long stagedRows = 0;
    LoadCounts counts = LoadCounts.inserted(0);
    for (StagingTable staged : staging) {
      LoadCounts merged = staged.apply();
      counts = counts.plus(merged);
      stagedRows += merged.written() + merged.unchanged();
    }
    target.build();
    return counts.plus(LoadCounts.inserted(rowsLoaded - stagedRows));
  }

  @Override
  public Digest digest(String methodName) {
    DigestMethod method = DigestMethod.valueOf(methodName);
    if (target.containsOnlyThisLoad()) {
      return digestOf(target.table(), "", method);
    }
    boolean merged =
        staging.stream().anyMatch(staged -> !(staged.merge() instanceof Merge.InsertAll));
    if (!merged) {
      return digestOf(target.table(), WRITTEN_BY_THIS_TRANSACTION, method);
    }
    Digest digest = Digest.EMPTY;
    for (StagingTable staged : staging) {
      long missing = staged.missing();
      if (missing > 0) {
        throw WeirException.of(
            EngineError.CONTENT_DIFFERS,
            place,
            "%,d of the merged rows are missing from the target; nothing is committed"
                .formatted(missing));
      }
      digest = digest.plus(digestOf(staged.table(), "", method));
    }
    return hasDirectRows
        ? digest.plus(digestOf(target.table(), WRITTEN_BY_THIS_TRANSACTION + aboveCursor(), method))
        : digest;
  }

  /** Returns a condition that selects the rows written directly to the target. */
  private String aboveCursor() {
    return plan.request()
        .from()
        .after()
        .map(position -> " AND " + cursorColumn().compare(">", position.value()))
        .orElse("");
  }

  private Digest digestOf(LoadTable table, String where, DigestMethod method) {
    return connection.digest(SelectStatement.of(table.rows(), table.columnList(), where), method);
  }

  @Override
  public void commit(Receipt receipt) {
    target.publish();
    receipts.add(receipt, target.oid());
    connection.await(
        ServerWait.COMMIT,
        place,
        () -> {
          try {
            connection.jdbc().commit();
            return true;
          } catch (SQLException e) {
            throw SqlErrors.isCommitRejected(e) ? connection.error(place, e) : outcomeUnknown(e);
          }
        });
    committed = true;
  }

  /** Returns an error after which the receipt determines whether the load was committed. */
  private WeirException outcomeUnknown(SQLException error) {
    return PostgresError.COMMIT_UNKNOWN
        .at(
            place,
            "The connection was lost during COMMIT: " + connection.error(place, error).getMessage())
        .withSqlState(error.getSQLState())
        .causedBy(error);
  }

  @Override
  public void close() {
    closeLoader();
    if (!committed) {
      connection.rollbackQuietly();
    }
  }

  private void closeLoader() {
    loader.ifPresent(open -> connection.runQuietly(open::close));
    loader = Optional.empty();
  }
}

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

/** Loads one stream in the transaction that the session has begun. */
final class PostgresStreamWriter implements StreamWriter {
  private static final String OURS = "xmin = pg_current_xact_id()::xid";

  private final PostgresConnection connection;
  private final PostgresLoadPlan plan;
  private final TargetTable target;
  private final LoadMethod loadMethod;
  private final ReceiptsTable receipts;
  private final Place place;
  private final TextLengths textLengths;
  private final List<StagingTable> staging = new ArrayList<>();
  private Optional<Loader> loader = Optional.empty();
  private boolean direct;
  private long taken;
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
    this.textLengths = new TextLengths(target.table(), place);
  }

  @Override
  public void begin(ReadPart part) {
    endLoader();
    LoadTable into = target.table().withoutGenerated();
    Optional<Merge> merge = merge(part);
    if (merge.isPresent()) {
      StagingTable staged =
          StagingTable.create(connection, place, part, target.table(), merge.get());
      staging.add(staged);
      into = staged.table();
    } else {
      direct = true;
    }
    LoadTable sentTo = into;
    loader =
        Optional.of(
            connection.await(
                ServerWait.FLUSH,
                place,
                () ->
                    switch (loadMethod) {
                      case COPY -> new CopyLoader(connection, sentTo);
                      case INSERT -> new InsertLoader(connection, sentTo);
                    }));
  }

  /** How the rows of a part become the target's; empty where they are sent to it. */
  private Optional<Merge> merge(ReadPart part) {
    boolean textForm = target.table().columns().stream().anyMatch(LoadColumn::textForm);
    Optional<String> cursor = plan.request().stream().cursorField();
    if (!plan.mergeKey().isEmpty()) {
      // A key that is the cursor cannot be there already above the last cursor.
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
        .orElseThrow(() -> new IllegalStateException("The stream carries its cursor"));
  }

  @Override
  public void write(Batch batch) {
    textLengths.check(batch.root());
    Loader open = loader.orElseThrow(() -> new IllegalStateException("No part has begun"));
    connection.await(
        ServerWait.FLUSH,
        place,
        () -> {
          open.write(batch.root());
          return true;
        });
  }

  private void endLoader() {
    if (loader.isPresent()) {
      Loader open = loader.get();
      taken += connection.await(ServerWait.COMMIT, place, open::finish);
      closeLoader();
    }
  }

  @Override
  public long endData() {
    endLoader();
    return taken;
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
    return counts.plus(LoadCounts.inserted(taken - stagedRows));
  }

  @Override
  public Digest digest(String methodName) {
    DigestMethod method = DigestMethod.valueOf(methodName);
    if (target.holdsOnlyThisLoad()) {
      return digestOf(target.table(), "", method);
    }
    boolean merged =
        staging.stream().anyMatch(staged -> !(staged.merge() instanceof Merge.InsertAll));
    if (!merged) {
      return digestOf(target.table(), OURS, method);
    }
    Digest digest = Digest.EMPTY;
    for (StagingTable staged : staging) {
      long missing = staged.missing();
      if (missing > 0) {
        throw WeirException.of(
            EngineError.CONTENT_DIFFERS,
            place,
            "The target lacks %,d of the rows that were merged into it; nothing is committed"
                .formatted(missing));
      }
      digest = digest.plus(digestOf(staged.table(), "", method));
    }
    return direct ? digest.plus(digestOf(target.table(), OURS + aboveCursor(), method)) : digest;
  }

  /** The rows that were sent to the target, and not merged into it. */
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
            throw SqlErrors.isRefusedCommit(e) ? connection.error(place, e) : unknown(e);
          }
        });
    committed = true;
  }

  /** The server may have committed; the receipt tells, once the server can be asked again. */
  private WeirException unknown(SQLException error) {
    return PostgresError.COMMIT_UNKNOWN
        .at(
            place,
            "The connection broke while the server was committing: "
                + connection.error(place, error).getMessage())
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
    loader.ifPresent(open -> connection.quietly(open::close));
    loader = Optional.empty();
  }
}

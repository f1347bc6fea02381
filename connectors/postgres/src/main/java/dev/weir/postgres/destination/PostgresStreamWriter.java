package dev.weir.postgres.destination;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.StreamWriter;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.SqlErrors;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** Loads one stream in the transaction that the session has begun. */
final class PostgresStreamWriter implements StreamWriter {
  private final PostgresConnection connection;
  private final Target target;
  private final Loader loader;
  private final Optional<Boundary> boundary;
  private final Receipts receipts;
  private final Place place;
  private final Consumer<Digest> onPutBack;
  private boolean committed;

  PostgresStreamWriter(
      PostgresConnection connection,
      Target target,
      Loader loader,
      Optional<Boundary> boundary,
      Receipts receipts,
      Place place,
      Consumer<Digest> onPutBack) {
    this.connection = connection;
    this.target = target;
    this.loader = loader;
    this.boundary = boundary;
    this.receipts = receipts;
    this.place = place;
    this.onPutBack = onPutBack;
  }

  @Override
  public void write(Batch batch) {
    try {
      loader.write(batch.root());
    } catch (SQLException e) {
      throw SqlErrors.at(place, e);
    }
  }

  @Override
  public long finish() {
    try {
      return loader.finish();
    } catch (SQLException e) {
      throw SqlErrors.at(place, e);
    }
  }

  @Override
  public void commit(Receipt receipt) {
    boundary.map(Boundary::putBack).ifPresent(onPutBack);
    target.swap(connection);
    receipts.add(receipt);
    try {
      connection.jdbc().commit();
      committed = true;
    } catch (SQLException e) {
      WeirException known = SqlErrors.at(place, e);
      throw known.kind() == ErrorKind.TRANSIENT ? unknown(e) : known;
    }
  }

  /** The server may have committed; the receipt tells, once the server can be asked again. */
  private WeirException unknown(SQLException error) {
    return WeirException.of(
            "destination.commit_unknown",
            ErrorKind.TRANSIENT,
            place,
            "The connection was lost while the server was committing",
            "The rows are there if _weir_receipts in the target's schema has a row of this stream"
                + " that is as new as this run; if not, run again.")
        .withSqlState(error.getSQLState())
        .causedBy(error);
  }

  @Override
  public void close() {
    closeQuietly();
    if (!committed) {
      connection.rollbackQuietly();
    }
  }

  private void closeQuietly() {
    try {
      loader.close();
    } catch (SQLException e) {
      // The transaction is rolled back next, or the connection is gone and the server does it.
      return;
    }
  }
}

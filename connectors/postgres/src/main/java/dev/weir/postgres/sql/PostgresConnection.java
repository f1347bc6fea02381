package dev.weir.postgres.sql;

import dev.weir.core.connector.Digest;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A connection whose session is pinned: values have one form whatever the server's, the role's or
 * the database's settings say, and no name is found by search path. For one thread, {@link #cancel}
 * apart.
 */
public final class PostgresConnection implements AutoCloseable {
  private final Connection connection;
  private final Place place;

  private PostgresConnection(Connection connection, Place place) {
    this.connection = connection;
    this.place = place;
  }

  /** Reads rows of a result, one call each. */
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /**
   * Connects; not in autocommit.
   *
   * @param place the side, for errors
   */
  public static PostgresConnection open(ConnectionConfig config, Place place) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {config.host()});
    source.setPortNumbers(new int[] {config.port()});
    source.setDatabaseName(config.database());
    source.setUser(config.user());
    source.setPassword(config.password().reveal());
    source.setSslMode(config.sslMode().parameter());
    config.sslRootCert().ifPresent(source::setSslRootCert);
    source.setApplicationName("weir");
    source.setTcpKeepAlive(true);
    source.setConnectTimeout((int) config.connectTimeout().toSeconds());
    source.setLoginTimeout((int) config.connectTimeout().toSeconds());
    Connection connection;
    try {
      connection = source.getConnection();
    } catch (SQLException e) {
      throw unreachable(config, place, e);
    }
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute(PinnedSession.SQL);
      }
      connection.setAutoCommit(false);
      return new PostgresConnection(connection, place);
    } catch (SQLException e) {
      try {
        connection.close();
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
      throw SqlErrors.at(place, e);
    }
  }

  private static WeirException unreachable(
      ConnectionConfig config, Place place, SQLException error) {
    WeirException known = SqlErrors.at(place, error);
    if (known.kind() != ErrorKind.TRANSIENT) {
      return known;
    }
    // The network's own word is shorter than the driver's sentence about it.
    String reason =
        error.getCause() instanceof IOException network
            ? network.getClass().getSimpleName() + ", " + network.getMessage()
            : known.getMessage();
    return WeirException.of(
            known.code(),
            known.kind(),
            place,
            "No Postgres answers at " + config.host() + ":" + config.port() + ": " + reason,
            known.hint())
        .withSqlState(error.getSQLState())
        .causedBy(error);
  }

  public Place place() {
    return place;
  }

  /** Such as {@code PostgreSQL 18.6}. */
  public String serverVersion() {
    try {
      return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw SqlErrors.at(place, e);
    }
  }

  public CopyManager copyManager() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  public Connection jdbc() {
    return connection;
  }

  /** The content digest of a query's rows. */
  public Digest digest(String select) {
    try {
      return ContentDigest.of(connection, select);
    } catch (SQLException e) {
      throw SqlErrors.at(place, e);
    }
  }

  /** Runs a statement with RETURNING; the content digest of what it returns. */
  public Digest digestOfReturned(String sql) {
    try {
      return ContentDigest.ofReturned(connection, sql);
    } catch (SQLException e) {
      throw SqlErrors.at(place, e);
    }
  }

  /** Runs statements that return nothing. */
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw SqlErrors.at(place, e);
    }
  }

  /** Runs a query whose parameters are all texts. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, String... parameters) {
    try (java.sql.PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(mapper.map(result));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw SqlErrors.at(place, e);
    }
  }

  public void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw SqlErrors.at(place, e);
    }
  }

  /** Rolls back where the connection still stands; where it does not, the server does it. */
  public void rollbackQuietly() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      return;
    }
  }

  /** Asks the server to end what this connection has under way; from any thread. */
  public void cancel() {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      // The server cannot be reached, or there is nothing to cancel: the session's own thread sees
      // what there is to see.
      return;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing of ours hangs on it: commits are explicit, and the server rolls back the rest.
      return;
    }
  }
}

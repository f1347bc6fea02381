package dev.weir.postgres.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A server that somebody else runs. It is neither started nor stopped; of its databases only those
 * that we made are dropped. One benchmark at a time: an advisory lock refuses a second one, whose
 * data would be dropped under it.
 */
public final class ExternalServer implements PostgresServer {
  static final String PROVIDER = "external";

  /** The key of the advisory lock: "weir" in ASCII. */
  private static final int LOCK_KEY = 0x77656972;

  private final Databases databases;
  private final Connection lock;
  private final String version;
  private final Deque<String> ours = new ArrayDeque<>();

  private ExternalServer(Databases databases, Connection lock, String version) {
    this.databases = databases;
    this.lock = lock;
    this.version = version;
  }

  /** Logs in and takes the lock. */
  static ExternalServer open(ServerUrl url) {
    Databases databases = new Databases(url.endpoint(), url.database());
    Connection connection = databases.connect();
    try {
      lock(connection, url.endpoint());
      return new ExternalServer(databases, connection, Databases.version(connection));
    } catch (SQLException e) {
      ServerErrors.closeQuietly(connection, e);
      throw ServerErrors.connecting(url.endpoint(), url.database(), e);
    } catch (ServerException e) {
      ServerErrors.closeQuietly(connection, e);
      throw e;
    }
  }

  private static void lock(Connection connection, Endpoint endpoint) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT pg_catalog.pg_try_advisory_lock(" + LOCK_KEY + ")")) {
      rows.next();
      if (!rows.getBoolean(1)) {
        throw new ServerException(
            "Another weir-postgres uses the server at "
                + endpoint
                + "; wait until it ends, or use another server.");
      }
    }
  }

  @Override
  public String provider() {
    return PROVIDER;
  }

  @Override
  public Endpoint endpoint() {
    return databases.endpoint();
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public void createDatabase(String name) {
    if (databases.create(name)) {
      ours.push(name);
    }
  }

  @Override
  public void close() {
    try {
      while (!ours.isEmpty()) {
        databases.drop(ours.pop());
      }
    } finally {
      ServerErrors.closeQuietly(lock, new IllegalStateException());
    }
  }
}

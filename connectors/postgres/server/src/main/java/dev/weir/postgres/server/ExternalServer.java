package dev.weir.postgres.server;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A server that this process neither starts nor stops. The benchmark works only in what it creates
 * there under the name of its run, and removes only that: two databases or, where the role may not
 * create any, two schemas of the database that the URL names.
 *
 * <p>An advisory lock refuses a second benchmark on the server at the same time: each would measure
 * the load of the other.
 */
final class ExternalServer implements PostgresServer {
  static final String PROVIDER = "external";

  /** The key of the advisory lock: "weir" in ASCII. */
  private static final int LOCK_KEY = 0x77656972;

  private static final String UNLOCK = "SELECT pg_catalog.pg_advisory_unlock(" + LOCK_KEY + ")";

  /** An advisory lock is one of its database; pg_locks shows those of all databases. */
  private static final String LOCKED_ELSEWHERE =
      """
      SELECT EXISTS (SELECT FROM pg_catalog.pg_locks
      WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = %d AND objsubid = 1
      AND pid <> pg_catalog.pg_backend_pid())
      """
          .formatted(LOCK_KEY);

  private final Databases databases;
  private final Connection lock;
  private final String version;
  private final RunObjects objects;
  private final Optional<String> notice;

  private ExternalServer(Databases databases, Connection lock, RunNames names) throws SQLException {
    this.databases = databases;
    this.lock = lock;
    this.version = Databases.version(lock);
    this.objects = new RunObjects(databases, names);
    this.notice = notice(MarkedObject.find(lock));
  }

  /** Logs in and takes the lock. */
  static ExternalServer open(ServerUrl url) {
    return open(url, RunNames.of(Clock.systemUTC().instant(), new SecureRandom().nextInt()));
  }

  static ExternalServer open(ServerUrl url, RunNames names) {
    Databases databases = new Databases(url.endpoint(), url.database());
    Connection connection = databases.connect();
    try {
      lock(connection, url.endpoint());
      return new ExternalServer(databases, connection, names);
    } catch (SQLException e) {
      ServerErrors.closeQuietly(connection, e);
      throw ServerErrors.connecting(url.endpoint(), url.database(), e);
    } catch (ServerException e) {
      ServerErrors.closeQuietly(connection, e);
      throw e;
    }
  }

  private static void lock(Connection connection, Endpoint endpoint) throws SQLException {
    boolean locked = isTrue(connection, "SELECT pg_catalog.pg_try_advisory_lock(" + LOCK_KEY + ")");
    if (locked && isTrue(connection, LOCKED_ELSEWHERE)) {
      locked = !isTrue(connection, UNLOCK);
    }
    if (!locked) {
      throw new ServerException(
          "Another weir-postgres uses the server at "
              + endpoint
              + "; wait until it ends, or use another server.");
    }
  }

  /** The server would release the lock, too, but some time after the connection was closed. */
  private void unlock() {
    try {
      isTrue(lock, UNLOCK);
    } catch (SQLException e) {
      ServerErrors.closeQuietly(lock, e);
    }
  }

  private static boolean isTrue(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  /** The lock is held, so no run that could still remove them is under way. */
  private Optional<String> notice(List<MarkedObject> left) {
    if (left.isEmpty()) {
      return Optional.empty();
    }
    String names = left.stream().map(MarkedObject::name).collect(Collectors.joining(", "));
    return Optional.of(
        "Runs that were killed left %s at %s; remove them, in the database %s, by: %s"
            .formatted(
                names,
                databases.endpoint(),
                databases.maintenance(),
                MarkedObject.dropStatements(left)));
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
  public Optional<String> notice() {
    return notice;
  }

  @Override
  public BenchLayout createLayout() {
    return objects.create();
  }

  @Override
  public void close() {
    try {
      objects.drop();
    } finally {
      unlock();
      ServerErrors.closeQuietly(lock, new IllegalStateException());
    }
  }
}

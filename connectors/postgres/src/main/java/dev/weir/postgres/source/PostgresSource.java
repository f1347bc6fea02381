package dev.weir.postgres.source;

import dev.weir.core.connector.Settings;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.sql.ConnectionConfig;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.SessionMode;
import java.util.Optional;

/** Reads tables, partitioned tables and views of one schema by binary COPY. */
public final class PostgresSource implements Source {
  private static final Place PLACE = Place.of(Side.SOURCE, "postgres");

  private final ConnectionConfig config;

  private final boolean readOnly;

  private PostgresSource(ConnectionConfig config, boolean readOnly) {
    this.config = config;
    this.readOnly = readOnly;
  }

  public static PostgresSource create(Settings settings) {
    return new PostgresSource(ConnectionConfig.read(settings), settings.flag("read_only", true));
  }

  /**
   * Returns a source.
   *
   * @param readOnly whether the transactions are read-only; if not, queries may write
   */
  public static PostgresSource of(ConnectionConfig config, boolean readOnly) {
    return new PostgresSource(config, readOnly);
  }

  @Override
  public SourceSession connect(Optional<String> snapshot) {
    PostgresConnection connection =
        PostgresConnection.open(
            config, readOnly ? SessionMode.READ_ONLY_SNAPSHOT : SessionMode.READ_WRITE, PLACE);
    try {
      snapshot.ifPresent(
          id -> connection.execute("SET TRANSACTION SNAPSHOT " + Identifiers.literal(id)));
      return new PostgresSourceSession(connection, config.schema(), readOnly);
    } catch (WeirException e) {
      connection.close();
      throw e;
    }
  }
}

package dev.weir.postgres.source;

import dev.weir.core.connector.Settings;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.postgres.sql.ConnectionConfig;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.SessionMode;

/** Reads tables, partitioned tables and views of one schema by binary COPY. */
public final class PostgresSource implements Source {
  private static final Place PLACE = Place.of(Side.SOURCE, "postgres");

  private final ConnectionConfig config;

  private PostgresSource(ConnectionConfig config) {
    this.config = config;
  }

  public static PostgresSource create(Settings settings) {
    return new PostgresSource(ConnectionConfig.read(settings));
  }

  @Override
  public SourceSession connect() {
    return new PostgresSourceSession(
        PostgresConnection.open(config, SessionMode.READ_ONLY_SNAPSHOT, PLACE), config.schema());
  }
}

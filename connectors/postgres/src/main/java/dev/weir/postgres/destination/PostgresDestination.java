package dev.weir.postgres.destination;

import dev.weir.core.connector.Destination;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Settings;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.postgres.sql.ConnectionConfig;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.SessionMode;
import java.util.Locale;

/** Loads tables of one schema; each load and its receipt are one transaction. */
public final class PostgresDestination implements Destination {
  private static final Place PLACE = Place.of(Side.DESTINATION, "postgres");

  private final ConnectionConfig config;
  private final LoadMethod loadMethod;

  private PostgresDestination(ConnectionConfig config, LoadMethod loadMethod) {
    this.config = config;
    this.loadMethod = loadMethod;
  }

  public static PostgresDestination create(Settings settings) {
    return new PostgresDestination(
        ConnectionConfig.read(settings), settings.choice("load_method", LoadMethod.COPY));
  }

  /** Returns a destination that loads tables of the schema of the settings. */
  public static PostgresDestination of(ConnectionConfig config, LoadMethod loadMethod) {
    return new PostgresDestination(config, loadMethod);
  }

  @Override
  public String loadMethod() {
    return loadMethod.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public DestinationSession connect() {
    return new PostgresDestinationSession(
        PostgresConnection.open(config, SessionMode.READ_WRITE, PLACE),
        config.schema(),
        loadMethod);
  }
}

package dev.weir.postgres;

import dev.weir.core.connector.Connector;
import dev.weir.core.connector.Destination;
import dev.weir.core.connector.Source;
import dev.weir.postgres.conninfo.ConnectionInfo;
import dev.weir.postgres.destination.PostgresDestination;
import dev.weir.postgres.source.PostgresSource;
import dev.weir.postgres.sql.PostgresError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Registers the Postgres source and destination. */
public final class PostgresConnector implements Connector {
  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String description() {
    return "PostgreSQL (tested with 15 and 18): reads by binary COPY, writes by binary COPY or INSERT";
  }

  /** Longer identifiers are truncated by the server: NAMEDATALEN - 1. */
  @Override
  public OptionalInt nameBytesMax() {
    return OptionalInt.of(63);
  }

  @Override
  public Optional<Source.Factory> source() {
    return Optional.of(PostgresSource::create);
  }

  @Override
  public Optional<Destination.Factory> destination() {
    return Optional.of(PostgresDestination::create);
  }

  /** A connection string is one of libpq; another text is the name of a service. */
  @Override
  public Optional<Map<String, String>> connectionConfig(String connection) {
    return Optional.of(Map.of("url", ConnectionInfo.ofNameOrString(connection)));
  }

  @Override
  public List<PostgresError> errors() {
    return List.of(PostgresError.values());
  }
}

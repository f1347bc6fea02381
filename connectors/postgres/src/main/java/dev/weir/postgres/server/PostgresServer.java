package dev.weir.postgres.server;

import dev.weir.core.unit.Secret;

/** A running server. Whoever opened it closes it, and nothing of ours is left on it then. */
public sealed interface PostgresServer extends AutoCloseable
    permits EmbeddedServer, DockerServer, ExternalServer {
  /** {@code embedded}, {@code docker} or {@code external}. */
  String provider();

  Endpoint endpoint();

  default String host() {
    return endpoint().host();
  }

  default int port() {
    return endpoint().port();
  }

  default String user() {
    return endpoint().user();
  }

  default Secret password() {
    return endpoint().password();
  }

  default String jdbcUrl(String database) {
    return endpoint().jdbcUrl(database);
  }

  /** Such as {@code PostgreSQL 18.6}. */
  String version();

  /** Creates the database where it is absent. */
  void createDatabase(String name);

  @Override
  void close();
}

package dev.weir.postgres.server;

/** A running server. Whoever opened it closes it, and nothing of ours is left on it then. */
public sealed interface PostgresServer extends AutoCloseable
    permits EmbeddedServer, DockerServer, ExternalServer {
  /** {@code embedded}, {@code docker} or {@code external}. */
  String provider();

  Endpoint endpoint();

  default int port() {
    return endpoint().port();
  }

  default String user() {
    return endpoint().user();
  }

  /** Such as {@code PostgreSQL 18.6}. */
  String version();

  /** Creates the database where it is absent. */
  default void createDatabase(String name) {
    Databases.of(endpoint()).create(name);
  }

  @Override
  void close();
}

package dev.weir.postgres.server;

import java.util.Optional;

/** A running server. Closing it removes everything that was created with it. */
sealed interface PostgresServer extends AutoCloseable
    permits EmbeddedServer, DockerServer, ExternalServer {
  /** {@code embedded}, {@code docker} or {@code external}. */
  String provider();

  Endpoint endpoint();

  /** Such as {@code PostgreSQL 18.6}. */
  String version();

  /** Returns a notice about the server for its user, as one sentence. */
  default Optional<String> notice() {
    return Optional.empty();
  }

  /**
   * Creates the databases and schemas of the benchmark; once for a server. They are removed by
   * {@link #close}.
   *
   * @throws ServerException where they cannot be created, or their names are taken
   */
  default BenchLayout createLayout() {
    BenchLayout layout = BenchLayout.ON_OWN_SERVER;
    Databases databases = Databases.of(endpoint());
    databases.create(layout.source().database());
    databases.create(layout.destination().database());
    databases.createSchema(layout.destination().database(), layout.destination().schema());
    return layout;
  }

  @Override
  void close();
}

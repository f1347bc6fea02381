package dev.weir.integration;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.StreamQuery;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.postgres.query.QueryStream;
import dev.weir.postgres.query.StreamOptions;
import java.util.Map;
import org.apache.arrow.vector.BitVector;

/** How a connection reaches its server. */
enum Transport {
  TCP,
  UNIX;

  private static final StreamQuery IS_UNIX =
      new StreamQuery("SELECT pg_catalog.inet_server_addr() IS NULL AS is_unix", Map.of());

  /**
   * Passes if the server says that the product reaches it in this way.
   *
   * @throws IllegalStateException if it does not
   */
  static void require(BenchmarkDatabase database, Transport expected) {
    try (QueryStream stream =
            QueryStream.open(database.connectionString(), IS_UNIX, StreamOptions.DEFAULTS);
        Batch batch = stream.next().orElseThrow()) {
      Transport found = ((BitVector) batch.root().getVector(0)).get(0) == 0 ? TCP : UNIX;
      if (found != expected) {
        throw new IllegalStateException(
            "The server at %s is reached by %s, and not by %s; no time counts"
                .formatted(database.host(), found, expected));
      }
    }
  }
}

package dev.weir.integration;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.StreamQuery;
import dev.weir.integration.fixture.RowSink;
import dev.weir.postgres.query.QueryStream;
import dev.weir.postgres.query.StreamOptions;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The digest of what the product's library reads by a query. */
final class QueryDigest {
  private QueryDigest() {}

  static Digest of(
      String connection, StreamQuery query, BiConsumer<VectorSchemaRoot, RowSink> feed) {
    RowSink sink = RowSink.digesting();
    try (QueryStream stream = QueryStream.open(connection, query, StreamOptions.DEFAULTS)) {
      for (Optional<Batch> next = stream.next(); next.isPresent(); next = stream.next()) {
        try (Batch batch = next.get()) {
          feed.accept(batch.root(), sink);
        }
      }
    }
    return sink.digest();
  }
}

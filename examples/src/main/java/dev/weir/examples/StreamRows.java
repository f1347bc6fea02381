package dev.weir.examples;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.StreamQuery;
import dev.weir.postgres.query.QueryStream;
import dev.weir.postgres.query.StreamOptions;
import java.util.Map;
import java.util.Optional;

/** Prints the rows of a query, batch by batch: {@code StreamRows URL}. */
public final class StreamRows {
  private StreamRows() {}

  public static void main(String[] args) {
    StreamQuery query =
        new StreamQuery(
            "SELECT n, n * n AS square FROM generate_series(1, :last) n", Map.of("last", "100"));
    try (QueryStream rows = QueryStream.open(args[0], query, StreamOptions.DEFAULTS)) {
      for (Optional<Batch> next = rows.next(); next.isPresent(); next = rows.next()) {
        try (Batch batch = next.get()) {
          System.out.print(batch.root().contentToTSVString());
        }
      }
    }
  }
}

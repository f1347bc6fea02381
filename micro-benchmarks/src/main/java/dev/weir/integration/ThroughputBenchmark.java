package dev.weir.integration;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.StreamQuery;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import dev.weir.micro.Moved;
import dev.weir.postgres.query.QueryStream;
import dev.weir.postgres.query.StreamOptions;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How many rows a second does the product read from a table, and how much of the time is the
 * connection?
 *
 * <p>Compare, at equal {@code rows}, {@code readWithConnection}, a query by the library, from its
 * connection to its end, with {@code readOnOpenSession}, the read of a table as a lane of {@code
 * weir run} does it after it has connected and planned. What lies between them is connecting,
 * log-in and planning.
 *
 * <p>The values stay in their Arrow vectors. {@code :rows} is the time of one row, {@code :bytes}
 * that of one byte of the batches.
 *
 * <pre>
 * java -jar target/benchmarks.jar integration.Throughput
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class ThroughputBenchmark extends TimePerRequest {

  @Benchmark
  public void readWithConnection(Table table, Moved moved, Blackhole blackhole) {
    try (QueryStream stream =
        QueryStream.open(table.connection, table.query, StreamOptions.DEFAULTS)) {
      for (Optional<Batch> next = stream.next(); next.isPresent(); next = stream.next()) {
        try (Batch batch = next.get()) {
          blackhole.consume(batch.root());
          moved.add(batch.rows(), batch.bytes());
        }
      }
    }
  }

  @Benchmark
  public void readOnOpenSession(Table table, Moved moved, Blackhole blackhole) {
    table.session.read(
        OpenSession.DEFAULT_BATCH_BYTES,
        batch -> {
          blackhole.consume(batch.root());
          moved.add(batch.rows(), batch.bytes());
        });
  }

  /** A table whose rows have passed the gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Table {
    @Param({"1000", "10000", "100000"})
    public int rows;

    String connection;
    StreamQuery query;
    OpenSession session;

    @Setup
    public void open() throws SQLException {
      BenchmarkDatabase database = BenchmarkDatabase.source();
      ShopEvents table = new ShopEvents(rows);
      Tables.create(database, table);
      connection = database.connectionString();
      query = new StreamQuery("SELECT * FROM " + database.quotedTable(table.name()), Map.of());
      OpenSession.check(database, table, ShopEvents::feedBatch);
      Tables.requireEqual(
          "readWithConnection",
          table.expected(),
          QueryDigest.of(connection, query, ShopEvents::feedBatch));
      session = OpenSession.of(database, table);
    }

    @TearDown
    public void close() {
      session.close();
    }
  }
}

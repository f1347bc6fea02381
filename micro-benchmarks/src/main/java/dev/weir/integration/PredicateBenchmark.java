package dev.weir.integration;

import dev.weir.core.connector.Digest;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import dev.weir.micro.Moved;
import java.io.IOException;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does a predicate save that the product passes to the server, in time and in bytes that are
 * sent?
 *
 * <p>One operation reads the rows of a table of 100,000 that pass the first {@code filters}
 * conditions: all, 40 %, 10 %, 1 %. Compare the scores and {@code sentBytes}, what the server sends
 * in one operation. It is counted in the gate by a relay between the product and the server; the
 * measured connection has none. {@code :bytes} is the time of one such byte. JMH's table adds up
 * {@code sentBytes} over iterations and forks; its records have it for each.
 *
 * <pre>
 * java -jar target/benchmarks.jar integration.Predicate
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class PredicateBenchmark extends TimePerRequest {

  @Benchmark
  public void read(Table table, Moved moved, Sent sent, Blackhole blackhole) {
    long rows =
        table.session.read(
            OpenSession.DEFAULT_BATCH_BYTES, batch -> blackhole.consume(batch.root()));
    moved.add(rows, table.sentBytes);
    sent.sentBytes = table.sentBytes;
  }

  /** A table of which the rows that pass the filters have passed the gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Table {
    @Param({"0", "1", "2", "3"})
    public int filters;

    @Param("100000")
    public int rows;

    OpenSession session;

    /** What the server sends from the start of the COPY to its end. */
    long sentBytes;

    @Setup
    public void open() throws IOException, SQLException {
      BenchmarkDatabase database = BenchmarkDatabase.source();
      ShopEvents content = new ShopEvents(rows);
      Tables.create(database, content);
      Digest expected = content.expected(EventFilter.matching(filters));
      String where = EventFilter.sql(filters);
      try (CountingRelay relay = new CountingRelay(database);
          OpenSession counted = OpenSession.where(relay.database(), content, where)) {
        long before = relay.receivedBytes();
        Tables.requireEqual("read", expected, counted.digest(ShopEvents::feedBatch));
        sentBytes = relay.receivedBytes() - before;
      }
      session = OpenSession.where(database, content, where);
    }

    @TearDown
    public void close() {
      session.close();
    }
  }

  /** What the server sends in one operation. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Sent {
    public long sentBytes;
  }
}

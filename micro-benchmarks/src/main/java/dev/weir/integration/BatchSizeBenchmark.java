package dev.weir.integration;

import dev.weir.core.batch.Batch;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import dev.weir.micro.Moved;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does the size of the batches cost, and what does the size that adapts itself cost?
 *
 * <p>Compare {@code ADAPTIVE}, which begins with 8 KiB and doubles up to the default maximum, with
 * the fixed sizes, of which {@code FIXED_256K} is the default of {@code weir run}. For what small
 * first batches gain see {@link FirstRowBenchmark}.
 *
 * <pre>
 * java -jar target/benchmarks.jar integration.BatchSize
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class BatchSizeBenchmark extends TimePerRequest {

  @Benchmark
  public void read(Table table, Moved moved, Blackhole blackhole) {
    table.strategy.read(
        table.session,
        batch -> {
          blackhole.consume(batch.root());
          moved.add(batch.rows(), batch.bytes());
        });
  }

  /** How the size of batches is chosen. */
  public enum Strategy {
    ADAPTIVE(OpenSession.DEFAULT_BATCH_BYTES),
    FIXED_16K(16 << 10),
    FIXED_64K(64 << 10),
    FIXED_256K(256 << 10),
    FIXED_1M(1 << 20);

    private final long bytes;

    Strategy(long bytes) {
      this.bytes = bytes;
    }

    private void read(OpenSession session, Consumer<Batch> consumer) {
      if (this == ADAPTIVE) {
        session.readAdaptively(bytes, consumer);
      } else {
        session.read(bytes, consumer);
      }
    }
  }

  /** A table whose rows have passed the gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Table {
    @Param({"ADAPTIVE", "FIXED_16K", "FIXED_64K", "FIXED_256K", "FIXED_1M"})
    public Strategy strategy;

    @Param("100000")
    public int rows;

    OpenSession session;

    @Setup
    public void open() throws SQLException {
      BenchmarkDatabase database = BenchmarkDatabase.source();
      ShopEvents content = new ShopEvents(rows);
      Tables.create(database, content);
      try (OpenSession gate = OpenSession.of(database, content)) {
        RowSink sink = RowSink.digesting();
        strategy.read(gate, batch -> ShopEvents.feedBatch(batch.root(), sink));
        Tables.requireEqual(strategy.name(), content.expected(), sink.digest());
      }
      session = OpenSession.of(database, content);
    }

    @TearDown
    public void close() {
      session.close();
    }
  }
}

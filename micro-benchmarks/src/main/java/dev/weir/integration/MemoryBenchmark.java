package dev.weir.integration;

import dev.weir.core.unit.ByteSize;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How much memory does a read take, and does the size of the batches decide it rather than that of
 * the result?
 *
 * <p>One operation reads the table once. The secondary results are measured in it, in bytes: {@code
 * residentPeak} by the kernel, {@code residentGrowth} beyond the moment before, {@code directPeak}
 * sampled at each batch, {@code heapPeak} by the JVM, garbage included, and {@code arrowPeak} by
 * Arrow's allocator. Each fork measures one operation; JMH's table shows their sum over all forks
 * and its records each.
 *
 * <pre>
 * java -jar target/benchmarks.jar integration.Memory -f 1
 * </pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class MemoryBenchmark {

  @Benchmark
  public long read(Table table, Peaks peaks, Blackhole blackhole) {
    MemoryUse memory = new MemoryUse();
    long rows =
        table.session.read(
            table.batch.bytes(),
            batch -> {
              blackhole.consume(batch.root());
              memory.sample();
            });
    peaks.set(memory.peaks(), table.session.arrowPeakBytes());
    return rows;
  }

  /** A table whose rows have passed the gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Table {
    @Param({"64kb", "256kb", "1mb", "8mb"})
    public String batchBytes;

    @Param("1000000")
    public int rows;

    ByteSize batch;
    OpenSession session;

    @Setup
    public void open() throws SQLException {
      batch = ByteSize.parse(batchBytes);
      BenchmarkDatabase database = BenchmarkDatabase.source();
      ShopEvents content = new ShopEvents(rows);
      Tables.create(database, content);
      // With the size that is measured: memory of larger batches would stay in the allocator's
      // pool.
      try (OpenSession gate = OpenSession.of(database, content)) {
        RowSink sink = RowSink.digesting();
        gate.read(batch.bytes(), read -> ShopEvents.feedBatch(read.root(), sink));
        Tables.requireEqual("read", content.expected(), sink.digest());
      }
      session = OpenSession.of(database, content);
    }

    @TearDown
    public void close() {
      session.close();
    }
  }

  /** The secondary results of one operation. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Peaks {
    public long residentPeak;
    public long residentGrowth;
    public long directPeak;
    public long heapPeak;
    public long arrowPeak;

    void set(MemoryUse.Peaks peaks, long arrow) {
      residentPeak = peaks.residentPeak();
      residentGrowth = peaks.residentGrowth();
      directPeak = peaks.directPeak();
      heapPeak = peaks.heapPeak();
      arrowPeak = arrow;
    }
  }
}

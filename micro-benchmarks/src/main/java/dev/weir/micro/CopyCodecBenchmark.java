package dev.weir.micro;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;
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
 * What does it cost to turn rows of binary COPY into Arrow batches and back, how far is that from a
 * memory copy of the same bytes, and from a plain loop over rows and values?
 *
 * <p>Compare, at equal {@code shape} and {@code rows}:
 *
 * <ul>
 *   <li>{@code decodeRows} with {@code decodeRowsPlainly}. Ours reads a stream of messages in
 *       pieces of 64 KiB, splits it into rows and cuts batches at the engine's default limits; the
 *       plain one has the rows in one array and makes one batch.
 *   <li>{@code encodeRows} with {@code encodeRowsPlainly}; the input is one batch.
 *   <li>either with {@code copyRows}: one copy from array to array.
 * </ul>
 *
 * <p>The score is the time of all rows; {@code :rows} is the same time by row. No socket and no
 * driver is in these times.
 *
 * <pre>
 * java -jar target/benchmarks.jar CopyCodec -p rows=10000
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 2,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-Xmn16m"})
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CopyCodecBenchmark {

  @Benchmark
  public void decodeRows(Rows all, Moved moved, Blackhole blackhole) throws SQLException {
    all.fixture.decode(batch -> blackhole.consume(batch.root()));
    moved.add(all);
  }

  @Benchmark
  public void decodeRowsPlainly(Rows all, Moved moved, Blackhole blackhole) {
    try (VectorSchemaRoot root = all.fixture.decodePlainly()) {
      blackhole.consume(root);
    }
    moved.add(all);
  }

  @Benchmark
  public void encodeRows(Rows all, Moved moved, Blackhole blackhole) {
    all.fixture.encode(block -> blackhole.consume(block.bytes()));
    moved.add(all);
  }

  @Benchmark
  public int encodeRowsPlainly(Rows all, Moved moved) {
    moved.add(all);
    return all.fixture.encodePlainly();
  }

  @Benchmark
  public byte[] copyRows(Rows all, Moved moved) {
    byte[] rows = all.fixture.rowBytes;
    System.arraycopy(rows, 0, all.fixture.reused, 0, rows.length);
    moved.add(all);
    return all.fixture.reused;
  }

  /** Opens the contenders, which runs their gate: where it fails, nothing is timed. */
  @State(Scope.Benchmark)
  public static class Rows {
    @Param({"NARROW", "WIDE"})
    public CopyShape shape = CopyShape.NARROW;

    @Param({"1000", "10000"})
    public int rows;

    @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
    CopyFixture fixture;

    @Setup
    public void open() throws SQLException {
      fixture = new CopyFixture(shape, rows);
    }

    @TearDown
    public void close() {
      fixture.close();
    }
  }

  /** What the operations have moved so far. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Moved {
    public long rows;
    public long bytes;

    void add(Rows all) {
      rows += all.rows;
      bytes += all.fixture.rowBytes.length;
    }
  }
}

package dev.weir.micro.copy;

import dev.weir.micro.Moved;
import dev.weir.micro.TimePerOperation;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost to turn rows of binary COPY into Arrow batches and back, how far is that from a
 * memory copy of the same bytes, and from a plain loop over rows and values?
 *
 * <p>The tables are the two of the end-to-end benchmark. Compare, at equal {@code shape} and {@code
 * rows}:
 *
 * <ul>
 *   <li>{@code decodeRows} with {@code decodeRowsPlainly}. Ours reads a stream of messages, which
 *       stays open between operations, in pieces of 64 KiB, splits it into rows and cuts batches of
 *       1,024; the plain one has the rows in one array and makes one batch.
 *   <li>{@code encodeRows} with {@code encodeRowsPlainly}; the input is one batch.
 *   <li>either with {@code copyRows}: one copy from array to array.
 * </ul>
 *
 * <p>The score is the time of all rows; {@code :rows} and {@code :bytes} are that time by row and
 * by byte on the wire. No socket and no driver is in these times.
 *
 * <pre>
 * java -jar target/benchmarks.jar CopyCodec
 * java -jar target/benchmarks.jar CopyCodec -p rows=1024,102400 -prof gc
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
// Long enough that the bytes of a row are not those that JMH allocates in an iteration.
@Measurement(iterations = 16, time = 40, timeUnit = TimeUnit.MILLISECONDS)
public class CopyCodecBenchmark extends TimePerOperation {

  @Benchmark
  public void decodeRows(Rows all, Moved moved, Blackhole blackhole) throws SQLException {
    all.fixture.decode(batch -> blackhole.consume(batch.root()));
    all.count(moved);
  }

  @Benchmark
  public void decodeRowsPlainly(Rows all, Moved moved, Blackhole blackhole) {
    try (VectorSchemaRoot root = all.fixture.decodePlainly()) {
      blackhole.consume(root);
    }
    all.count(moved);
  }

  @Benchmark
  public void encodeRows(Rows all, Moved moved, Blackhole blackhole) {
    all.fixture.encode(block -> blackhole.consume(block.bytes()));
    all.count(moved);
  }

  @Benchmark
  public int encodeRowsPlainly(Rows all, Moved moved) {
    all.count(moved);
    return all.fixture.encodePlainly();
  }

  @Benchmark
  public byte[] copyRows(Rows all, Moved moved) {
    all.count(moved);
    return all.fixture.copy();
  }

  /** Opens the contenders, which runs their gate: where it fails, nothing is timed. */
  @State(Scope.Benchmark)
  public static class Rows {
    @Param({"NARROW", "WIDE"})
    public CopyShape shape = CopyShape.NARROW;

    /** A multiple of the rows of a batch. */
    @Param("10240")
    public int rows;

    @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
    CopyFixture fixture;

    @Setup
    public void open() throws SQLException {
      fixture = new CopyFixture(shape, rows);
    }

    void count(Moved moved) {
      moved.add(rows, fixture.rowBytes.length);
    }

    @TearDown
    public void close() {
      fixture.close();
    }
  }
}

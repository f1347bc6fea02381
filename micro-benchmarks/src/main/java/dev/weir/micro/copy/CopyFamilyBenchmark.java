package dev.weir.micro.copy;

import dev.weir.micro.Moved;
import dev.weir.micro.TimePerOperation;
import java.sql.SQLException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does a value cost in binary COPY, by family of types: fixed width, text, numeric,
 * timestamps, jsonb, arrays, and the types that travel in the server's own format?
 *
 * <p>Compare, at equal {@code shape}, {@code decodeRows} with {@code decodeRowsPlainly}, and {@code
 * encodeRows} with {@code encodeRowsPlainly}, as in {@link CopyCodecBenchmark}; and across shapes
 * the time by byte, with that of {@link CopyCodecBenchmark#copyRows} as the floor. The shapes have
 * different numbers of columns ({@link CopyShape}), so the time by row does not compare them.
 *
 * <p>The score is the time of all rows; {@code :rows} and {@code :bytes} are that time by row and
 * by byte on the wire.
 *
 * <pre>
 * java -jar target/benchmarks.jar CopyFamily
 * java -jar target/benchmarks.jar CopyFamily -p shape=TIMESTAMPS,JSONB,ARRAYS,OPAQUE
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class CopyFamilyBenchmark extends TimePerOperation {

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

  /** Opens the contenders, which runs their gate: where it fails, nothing is timed. */
  @State(Scope.Benchmark)
  public static class Rows {
    @Param({"FIXED_WIDTH", "TEXT", "NUMERIC"})
    public CopyShape shape = CopyShape.FIXED_WIDTH;

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

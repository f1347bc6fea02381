package dev.weir.micro.columnar;

import dev.weir.micro.Moved;
import dev.weir.micro.TimePerOperation;
import java.util.List;
import java.util.Map;
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
 * What do a filter, sums by a key, and a slice cost over Arrow columns, and over rows that are
 * objects?
 *
 * <p>The table has six columns. Compare, at equal {@code rows}:
 *
 * <ul>
 *   <li>{@code filterColumns} with {@code filterRows}: one comparison of a double, which half of
 *       the rows pass. The columns' result is an array of row numbers, the rows' a list of rows.
 *   <li>{@code sumColumns} with {@code sumRows}: the sum of a double for each of 50,000 keys, in
 *       arrays and in a {@code HashMap}. 10,000 rows have nearly as many keys; their time is that
 *       of making groups.
 *   <li>{@code sliceColumns} with {@code sliceRows}: a tenth of the rows from the middle. Arrow
 *       shares the values, and copies offsets and bits; the list's copy shares the objects.
 * </ul>
 *
 * <p>{@code :rows} beside the time is the time by row.
 *
 * <pre>
 * java -jar target/benchmarks.jar ColumnarBenchmark
 * java -jar target/benchmarks.jar ColumnarBenchmark -p rows=10000,1000000
 * java -jar target/benchmarks.jar 'ColumnarBenchmark.filter' -prof gc
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"})
// An iteration has at least one operation, which takes up to 0.13 s.
@Measurement(iterations = 40, time = 2, timeUnit = TimeUnit.MILLISECONDS)
public class ColumnarBenchmark extends TimePerOperation {
  private static final int DOUBLE_BYTES = Double.BYTES;
  private static final int KEY_AND_DOUBLE_BYTES = Long.BYTES + Double.BYTES;

  @Benchmark
  public int filterColumns(EachSize size, Moved moved) {
    moved.add(size.rows, (long) size.rows * DOUBLE_BYTES);
    return size.table.filterColumns();
  }

  @Benchmark
  public List<?> filterRows(EachSize size, Moved moved) {
    moved.add(size.rows, (long) size.rows * DOUBLE_BYTES);
    return size.table.filterRows();
  }

  @Benchmark
  public Object sumColumns(EachSize size, Moved moved) {
    moved.add(size.rows, (long) size.rows * KEY_AND_DOUBLE_BYTES);
    return size.table.sumColumns();
  }

  @Benchmark
  public Map<Long, Double> sumRows(EachSize size, Moved moved) {
    moved.add(size.rows, (long) size.rows * KEY_AND_DOUBLE_BYTES);
    return size.table.sumRows();
  }

  @Benchmark
  public void sliceColumns(EachSize size, Blackhole blackhole) {
    try (VectorSchemaRoot slice = size.table.sliceColumns()) {
      blackhole.consume(slice);
    }
  }

  @Benchmark
  public List<?> sliceRows(EachSize size) {
    return size.table.sliceRows();
  }

  /** A table whose operations have passed their gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class EachSize {
    @Param("1000000")
    public int rows;

    EventTable table;

    /** Makes the table. */
    @Setup
    public void open() {
      table = new EventTable(rows);
      table.check();
    }

    /** Releases the columns. */
    @TearDown
    public void close() {
      table.close();
    }
  }
}

package dev.weir.comparison;

import dev.weir.core.connector.Digest;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import dev.weir.micro.Moved;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
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

/**
 * How fast does the product read a table beside other libraries?
 *
 * <p>Each contender reads all rows and columns on a connection that is open, in the thread that
 * measures ({@code vertxCollector}: in that of its connection), and hands each value to the same
 * sink, which reads it once: integers, floats, booleans and times whole, of texts the length and
 * the first character. Before anything is timed each contender reads the table into a sink that
 * hashes every byte, and must find the digest that follows from the numbers of the rows alone.
 *
 * <ul>
 *   <li>{@code weir}: the product's reader, batches of 256 KiB.
 *   <li>{@code pgjdbcCursor}: pgjdbc with a cursor, values in binary format.
 *   <li>{@code pgjdbcCopy}: pgjdbc's CopyManager, binary COPY, with a decoder written for the
 *       table.
 *   <li>{@code pgjdbcCopyBytes}: the same without the decoder: the bytes of rows and no values, so
 *       this is a bound and not a contender.
 *   <li>{@code arrowJdbc}: Arrow's JDBC adapter over the cursor of pgjdbc.
 *   <li>{@code vertxCursor}, {@code vertxCollector}: Vert.x's Postgres client.
 * </ul>
 *
 * <p>Compare {@code weir} with each, at equal {@code rows}. The server is on the same machine and
 * takes its share of it. {@code versions.txt} beside this class in the jar names the versions.
 *
 * <pre>
 * java -jar target/benchmarks.jar comparison.Read
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 4, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 75, timeUnit = TimeUnit.MILLISECONDS)
public class ReadBenchmark {

  @Benchmark
  public Digest weir(ByWeir by, Moved moved) throws Exception {
    return by.read(moved);
  }

  @Benchmark
  public Digest pgjdbcCursor(ByCursor by, Moved moved) throws Exception {
    return by.read(moved);
  }

  @Benchmark
  public Digest pgjdbcCopy(ByCopy by, Moved moved) throws Exception {
    return by.read(moved);
  }

  @Benchmark
  public long pgjdbcCopyBytes(ByCopy by, Moved moved) throws SQLException {
    long bytes = by.contender.readBytes();
    moved.add(by.rows, bytes);
    return bytes;
  }

  @Benchmark
  public Digest arrowJdbc(ByArrowJdbc by, Moved moved) throws Exception {
    return by.read(moved);
  }

  @Benchmark
  public Digest vertxCursor(ByVertx by, Moved moved) throws Exception {
    return by.read(moved);
  }

  @Benchmark
  public Digest vertxCollector(ByVertx by, Moved moved) {
    RowSink sink = RowSink.touching();
    by.contender.collect(sink);
    return by.counted(sink.digest(), moved);
  }

  /** Opens a contender, which runs its gate: where it fails, nothing is timed. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls openAndCheck() before any benchmark.
  public abstract static class Opened<C extends ReadContender> {
    @Param("100000")
    public int rows;

    C contender;

    /** The bytes of all rows in binary COPY, for each contender the same. */
    long bytes;

    abstract C open(BenchmarkDatabase database, ShopEvents table) throws Exception;

    /** Checks other ways in which the contender reads. */
    void checkMore(Digest expected) {}

    @Setup
    public void openAndCheck() throws Exception {
      BenchmarkDatabase database = BenchmarkDatabase.source();
      ShopEvents table = new ShopEvents(rows);
      Tables.create(database, table);
      try (CopyRead copy = new CopyRead(database, table)) {
        bytes = copy.readBytes();
      }
      contender = open(database, table);
      Digest expected = table.expected();
      ReadGate.check(contender, expected);
      checkMore(expected);
    }

    Digest read(Moved moved) throws Exception {
      RowSink sink = RowSink.touching();
      contender.read(sink);
      return counted(sink.digest(), moved);
    }

    /** Each operation must read all rows. */
    Digest counted(Digest read, Moved moved) {
      if (read.rows() != rows) {
        throw new IllegalStateException("%d rows of %d".formatted(read.rows(), rows));
      }
      moved.add(read.rows(), bytes);
      return read;
    }

    @TearDown
    public void close() throws Exception {
      contender.close();
    }
  }

  /** The product. */
  public static class ByWeir extends Opened<WeirRead> {
    @Override
    WeirRead open(BenchmarkDatabase database, ShopEvents table) {
      return new WeirRead(database, table);
    }
  }

  /** pgjdbc with a cursor. */
  public static class ByCursor extends Opened<CursorRead> {
    @Override
    CursorRead open(BenchmarkDatabase database, ShopEvents table) throws SQLException {
      return new CursorRead(database, table);
    }
  }

  /** pgjdbc with binary COPY. */
  public static class ByCopy extends Opened<CopyRead> {
    @Override
    CopyRead open(BenchmarkDatabase database, ShopEvents table) throws SQLException {
      return new CopyRead(database, table);
    }
  }

  /** Arrow's JDBC adapter. */
  public static class ByArrowJdbc extends Opened<ArrowJdbcRead> {
    @Override
    ArrowJdbcRead open(BenchmarkDatabase database, ShopEvents table) throws SQLException {
      return new ArrowJdbcRead(database, table);
    }
  }

  /** Vert.x. */
  public static class ByVertx extends Opened<VertxRead> {
    @Override
    VertxRead open(BenchmarkDatabase database, ShopEvents table) {
      return new VertxRead(database, table);
    }

    @Override
    void checkMore(Digest expected) {
      RowSink sink = RowSink.digesting();
      contender.collect(sink);
      Tables.requireEqual("vertxCollector", expected, sink.digest());
    }
  }
}

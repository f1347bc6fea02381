package dev.weir.comparison;

import dev.weir.core.connector.Digest;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import dev.weir.micro.Moved;
import dev.weir.postgres.destination.LoadMethod;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * How fast does the product write a table beside other libraries?
 *
 * <p>Each contender writes the same rows from memory to an empty table without an index, on a
 * connection that is open, in one transaction, and returns after its commit, which waits for the
 * disk. Its rows are in the form that it takes: Arrow batches, or objects. The product's load also
 * plans, which reads the catalogs, and writes its receipt. Emptying the table is not in the time.
 * Before anything is timed, and after each iteration, the target must have the digest of the rows.
 *
 * <ul>
 *   <li>{@code weirCopy}, {@code weirInsert}: the product's load methods.
 *   <li>{@code pgjdbcInsert}: pgjdbc's batched INSERT, rewritten to statements of many rows.
 *   <li>{@code pgBulkInsert}: PgBulkInsert, binary COPY.
 * </ul>
 *
 * <p>Compare {@code weirCopy} with {@code pgBulkInsert}, and {@code weirInsert} with {@code
 * pgjdbcInsert}. {@code versions.txt} beside this class in the jar names the versions.
 *
 * <pre>
 * java -jar target/benchmarks.jar comparison.Write
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class WriteBenchmark {

  @Benchmark
  public void weirCopy(Target target, ByWeirCopy by, Moved moved) throws Exception {
    target.write(by.contender, moved);
  }

  @Benchmark
  public void weirInsert(Target target, ByWeirInsert by, Moved moved) throws Exception {
    target.write(by.contender, moved);
  }

  @Benchmark
  public void pgjdbcInsert(Target target, ByInsert by, Moved moved) throws Exception {
    target.write(by.contender, moved);
  }

  @Benchmark
  public void pgBulkInsert(Target target, ByBulkInsert by, Moved moved) throws Exception {
    target.write(by.contender, moved);
  }

  /** The rows, and the table that they are written to. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Target {
    private static final String NAME = "written";

    @Param("100000")
    public int rows;

    BenchmarkDatabase source;
    BenchmarkDatabase destination;
    ShopEvents table;
    Digest expected;

    /** The bytes of all rows in binary COPY. */
    private long bytes;

    @Setup
    public void open() throws SQLException {
      source = BenchmarkDatabase.source();
      destination = BenchmarkDatabase.destination();
      table = new ShopEvents(rows);
      expected = table.expected();
      Tables.create(source, table);
      try (CopyRead copy = new CopyRead(source, table)) {
        bytes = copy.readBytes();
      }
    }

    /** An operation takes a tenth of a second, so that the cost of a call each does not count. */
    @Setup(Level.Invocation)
    public void empty() throws SQLException {
      Tables.createEmpty(destination, table, NAME);
    }

    void write(WriteContender contender, Moved moved) throws Exception {
      contender.write();
      moved.add(rows, bytes);
    }

    /** Passes if the target has the rows that were to be written. */
    @TearDown(Level.Iteration)
    public void check() {
      try (OpenSession session = OpenSession.ofTable(destination, NAME)) {
        Tables.requireEqual(NAME, expected, session.digest(ShopEvents::feedBatch));
      }
    }

    /** Lets a contender write once, before anything is timed. */
    void gate(WriteContender contender) throws Exception {
      empty();
      contender.write();
      check();
    }
  }

  /** Opens a contender, which runs its gate: where it fails, nothing is timed. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls openAndCheck() before any benchmark.
  public abstract static class Opened {
    WriteContender contender;

    abstract WriteContender open(Target target) throws Exception;

    @Setup
    public void openAndCheck(Target target) throws Exception {
      target.empty();
      contender = open(target);
      target.gate(contender);
    }

    @TearDown
    public void close() throws Exception {
      contender.close();
    }
  }

  /** The product by COPY. */
  public static class ByWeirCopy extends Opened {
    @Override
    WriteContender open(Target target) {
      return new WeirWrite(
          target.source, target.destination, target.table, Target.NAME, LoadMethod.COPY);
    }
  }

  /** The product by INSERT. */
  public static class ByWeirInsert extends Opened {
    @Override
    WriteContender open(Target target) {
      return new WeirWrite(
          target.source, target.destination, target.table, Target.NAME, LoadMethod.INSERT);
    }
  }

  /** pgjdbc by INSERT. */
  public static class ByInsert extends Opened {
    @Override
    WriteContender open(Target target) throws SQLException {
      return new InsertWrite(target.destination, target.table, Target.NAME);
    }
  }

  /** PgBulkInsert. */
  public static class ByBulkInsert extends Opened {
    @Override
    WriteContender open(Target target) throws SQLException {
      return new BulkInsertWrite(target.destination, target.table, Target.NAME);
    }
  }
}

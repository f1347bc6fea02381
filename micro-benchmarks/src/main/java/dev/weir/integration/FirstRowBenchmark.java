package dev.weir.integration;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.ReadResult;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.connector.StreamQuery;
import dev.weir.core.pipeline.AdaptiveBatches;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import dev.weir.postgres.query.QueryStream;
import dev.weir.postgres.query.StreamOptions;
import java.sql.SQLException;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long does the first row take, and does it depend on the size of the table?
 *
 * <p>Compare each method across {@code rows}: equal times mean that nothing waits for the rest of
 * the result. {@code firstRowWithConnection} begins before the connection; {@code
 * firstRowOnOpenSession} with the COPY statement of a session that has connected and planned. Both
 * end with a batch that has at least one row. Ending the read, which cancels it, is not in the
 * time.
 *
 * <pre>
 * java -jar target/benchmarks.jar integration.FirstRow
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class FirstRowBenchmark extends TimePerRequest {

  @Benchmark
  public Batch firstRowWithConnection(Table table, OpenStream open) {
    QueryStream stream = QueryStream.open(table.connection, table.query, StreamOptions.DEFAULTS);
    Batch batch = stream.next().orElseThrow();
    open.stream = stream;
    open.batch = batch;
    return batch;
  }

  @Benchmark
  public Batch firstRowOnOpenSession(Table table, OpenRead open) {
    SplitReader reader = open.session.start(OpenSession.DEFAULT_BATCH_BYTES);
    reader.adaptTo(AdaptiveBatches.FIRST_BYTES);
    Batch batch = ((ReadResult.Rows) reader.next()).batch();
    open.reader = reader;
    open.batch = batch;
    return batch;
  }

  /** A table whose rows have passed the gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Table {
    @Param({"1000", "10000", "100000"})
    public int rows;

    BenchmarkDatabase database;
    ShopEvents content;
    String connection;
    StreamQuery query;

    @Setup
    public void open() throws SQLException {
      database = BenchmarkDatabase.source();
      content = new ShopEvents(rows);
      Tables.create(database, content);
      connection = database.connectionString();
      query = new StreamQuery("SELECT * FROM " + database.quotedTable(content.name()), Map.of());
      Tables.requireEqual(
          "firstRowWithConnection",
          content.expected(),
          QueryDigest.of(connection, query, ShopEvents::feedBatch));
      OpenSession.check(database, content, ShopEvents::feedBatch);
    }
  }

  /** A stream that an operation has opened. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // Each operation sets both.
  public static class OpenStream {
    QueryStream stream;
    Batch batch;

    /** An operation takes milliseconds, so that the cost of a call an operation does not count. */
    @TearDown(Level.Invocation)
    public void close() {
      batch.close();
      stream.close();
    }
  }

  /** A session for one operation: to end a read early ends its session. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH and each operation set them.
  public static class OpenRead {
    OpenSession session;
    SplitReader reader;
    Batch batch;

    @Setup(Level.Invocation)
    public void open(Table table) {
      session = OpenSession.of(table.database, table.content);
    }

    @TearDown(Level.Invocation)
    public void close() {
      batch.close();
      reader.close();
      session.close();
    }
  }
}

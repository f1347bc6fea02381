package dev.weir.integration;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.ReadResult;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.pipeline.AdaptiveBatches;
import dev.weir.core.unit.ByteSize;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long after the first byte of the server's rows does the consumer have a row?
 *
 * <p>A relay holds the rows back until the operation begins, while a thread waits for its first
 * batch; the operation ends when another thread has that batch. So the time includes two wakes of
 * threads and one copy in the relay, which the product does not have. {@code auto} is the first
 * batch of an adaptive read, as of {@code weir query}; the others are fixed sizes, whose first
 * batch is a whole one.
 *
 * <pre>
 * java -jar target/benchmarks.jar integration.FirstByte
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class FirstByteBenchmark extends TimePerRequest {

  @Benchmark
  public Batch firstRowAfterFirstByte(HeldRead held) throws Exception {
    held.batch = held.firstBatch();
    return held.batch;
  }

  /** A table whose rows have passed the gate, and the relay before its server. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Table {
    @Param("100000")
    public int rows;

    @Param({"auto", "64kb", "256kb", "1mb"})
    public String batchBytes = "auto";

    ShopEvents content;
    HoldingRelay relay;
    ExecutorService reader;

    @Setup
    public void open() throws SQLException, IOException {
      BenchmarkDatabase database = BenchmarkDatabase.source();
      content = new ShopEvents(rows);
      Tables.create(database, content);
      OpenSession.check(database, content, ShopEvents::feedBatch);
      relay = new HoldingRelay(database);
      reader = Executors.newSingleThreadExecutor();
    }

    /** Starts a read and waits for its first batch. */
    Batch read(SplitReader started) {
      if (isAdaptive()) {
        started.adaptTo(AdaptiveBatches.FIRST_BYTES);
      }
      return ((ReadResult.Rows) started.next()).batch();
    }

    private boolean isAdaptive() {
      return batchBytes.equals("auto");
    }

    long batchBytesMax() {
      return isAdaptive() ? OpenSession.DEFAULT_BATCH_BYTES : ByteSize.parse(batchBytes).bytes();
    }

    @TearDown
    public void close() throws IOException {
      reader.shutdownNow();
      relay.close();
    }
  }

  /** A read for one operation, whose rows are held back. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH and each operation set them.
  public static class HeldRead {
    private static final Duration FIRST_BYTE_LIMIT = Duration.ofSeconds(30);

    private OpenSession session;
    private SplitReader started;
    private Future<Batch> first;
    private HoldingRelay relay;
    Batch batch;

    @Setup(Level.Invocation)
    public void hold(Table table) throws InterruptedException, ExecutionException {
      relay = table.relay;
      session = OpenSession.of(relay.database(), table.content);
      first =
          table.reader.submit(
              () -> {
                // Waits for the header of the COPY stream, which is in the first message that is
                // held.
                started = session.start(table.batchBytesMax());
                return table.read(started);
              });
      relay.awaitFirstByte(first, FIRST_BYTE_LIMIT);
    }

    Batch firstBatch() throws InterruptedException, ExecutionException {
      relay.release();
      return first.get();
    }

    @TearDown(Level.Invocation)
    public void close() {
      batch.close();
      started.close();
      session.close();
    }
  }
}

package dev.weir.micro.state;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import dev.weir.core.state.RunOutcome;
import dev.weir.core.state.StateBackend;
import dev.weir.micro.TimePerOperation;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to record runs, checkpoints and cursors in the state file, and how much of that
 * is SQLite and the disk?
 *
 * <p>The file is a real one: in {@code target} of the working directory, or else in the folder for
 * temporary files. Each method without a suffix is the product's, which has {@code
 * synchronous=FULL}. Compare it with:
 *
 * <ul>
 *   <li>{@code ...ByStatements}: bare prepared statements on a connection with the same pragmas.
 *       What lies between them is the product's own cost.
 *   <li>{@code ...ByStatementsNormal}: the same with {@code synchronous=NORMAL}. What lies between
 *       the two is the disk.
 * </ul>
 *
 * <p>{@code persistCursors} records each cursor in a transaction of its own, with its checkpoint:
 * one fsync of the write-ahead log for each, besides those of SQLite's checkpoints every 1,000
 * pages. {@code runLifeCycle} is two transactions, {@code checkpoint} one, {@code readCursor} and
 * {@code reconcileEqual} none. The gate counts them in the log, since the driver has no count of
 * the calls that it makes.
 *
 * <p>{@code reconcileEqual} compares the cursors of ten streams with the destination's receipts;
 * {@code reconcileBehind} finds all ten behind, and records them.
 *
 * <pre>
 * java -jar target/benchmarks.jar StateBenchmark
 * java -jar target/benchmarks.jar 'StateBenchmark.persistCursors' -p cursors=1,10,50
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
@Measurement(iterations = 40, time = 10, timeUnit = TimeUnit.MILLISECONDS)
public class StateBenchmark extends TimePerOperation {

  @Benchmark
  public void runLifeCycle(Weir store) {
    store.run();
  }

  @Benchmark
  public void runLifeCycleByStatements(Statements store) {
    store.run();
  }

  @Benchmark
  public void runLifeCycleByStatementsNormal(StatementsNormal store) {
    store.run();
  }

  @Benchmark
  public void persistCursors(Weir store, Cursors cursors) {
    store.persist(cursors.cursors);
  }

  @Benchmark
  public void persistCursorsByStatements(Statements store, Cursors cursors) {
    store.persist(cursors.cursors);
  }

  @Benchmark
  public void persistCursorsByStatementsNormal(StatementsNormal store, Cursors cursors) {
    store.persist(cursors.cursors);
  }

  @Benchmark
  public void checkpoint(Weir store) {
    store.backend.checkpoint(store.receipts.nextOfFullRefresh(0));
  }

  @Benchmark
  public void checkpointByStatements(Statements store) {
    store.backend.checkpoint(store.receipts.nextOfFullRefresh(0));
  }

  @Benchmark
  public Optional<Cursor> readCursor(Weir store) {
    return store.backend.cursor(Receipts.PIPELINE, store.stream);
  }

  @Benchmark
  public Optional<Cursor> readCursorByStatement(Statements store) {
    return store.backend.cursor(Receipts.PIPELINE, store.stream);
  }

  @Benchmark
  public int reconcileEqual(Weir store) {
    return Receipts.reconcile(store.backend, store.recorded);
  }

  @Benchmark
  public int reconcileEqualByStatements(Statements store) {
    return Receipts.reconcile(store.backend, store.recorded);
  }

  @Benchmark
  public int reconcileBehind(Weir store) {
    return Receipts.reconcile(store.backend, store.reconciled.ofEachStream());
  }

  @Benchmark
  public int reconcileBehindByStatements(Statements store) {
    return Receipts.reconcile(store.backend, store.reconciled.ofEachStream());
  }

  /** How many cursors an operation records. */
  @State(Scope.Benchmark)
  public static class Cursors {
    @Param("10")
    public int cursors;
  }

  /** The product. */
  public static class Weir extends Store {
    @Override
    StateContender contender() {
      return StateContender.WEIR;
    }
  }

  /** Bare statements with the product's pragmas. */
  public static class Statements extends Store {
    @Override
    StateContender contender() {
      return StateContender.STATEMENTS;
    }
  }

  /** Bare statements without a flush for each transaction. */
  public static class StatementsNormal extends Store {
    @Override
    StateContender contender() {
      return StateContender.STATEMENTS_NORMAL;
    }
  }

  /** An open file, which has the cursor of each stream; the contenders have passed their gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public abstract static class Store {
    private static final int STREAMS = 50;
    private static final int RECONCILED_STREAMS = 10;
    private static final RunOutcome OUTCOME =
        new RunOutcome(RunOutcome.Status.SUCCEEDED, 100_000, 12_500_000, Optional.empty());

    final String stream = Receipts.stream(STREAMS / 2);
    StateBackend backend;
    Receipts receipts;
    Receipts reconciled;
    List<Receipt> recorded;
    private StateFolder folder;
    private long runs;

    abstract StateContender contender();

    /** Opens the file. */
    @Setup
    public void open() throws IOException {
      folder = StateFolder.create();
      StateGate.check(folder, StateContender.ALL);
      backend = contender().open(folder.file("state.db"), Clock.systemUTC());
      receipts = new Receipts(STREAMS);
      receipts.ofEachStream().forEach(backend::checkpoint);
      reconciled = new Receipts(RECONCILED_STREAMS);
      recorded = reconciled.ofEachStream();
      recorded.forEach(backend::checkpoint);
    }

    /** Records one run from start to end. */
    void run() {
      String runId = new UUID(0, ++runs).toString();
      backend.startRun(runId, Receipts.PIPELINE);
      backend.finishRun(runId, OUTCOME);
    }

    /** Records the cursors of this many streams. */
    void persist(int cursors) {
      for (int i = 0; i < cursors; i++) {
        backend.checkpoint(receipts.next(i));
      }
    }

    /** Closes and deletes the file. */
    @TearDown
    public void close() throws IOException {
      backend.close();
      folder.close();
    }
  }
}

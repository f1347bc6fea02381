package dev.weir.micro.rules;

import dev.weir.micro.Moved;
import dev.weir.micro.TimePerOperation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to evaluate a condition over an event, and over a row of a batch?
 *
 * <p>The condition is {@code process.name == "powershell.exe" and process.id > 1024}. Compare, at
 * equal {@code content}:
 *
 * <ul>
 *   <li>{@code matchByTree}, the interpreted tree, {@code matchByClosures}, and {@code
 *       matchByJava}, two comparisons of Java over an object with two fields: the limit. An
 *       operation is one of 1,024 events.
 *   <li>{@code countByColumns}, {@code countByClosures} and {@code countByJava} over a batch of
 *       which about half of the rows match: {@code :rows} beside the time is the time by row. The
 *       limit is a loop over both columns.
 * </ul>
 *
 * <p>What it costs to reject an event by its type is measured by {@code RuleSetBenchmark}: the type
 * decides which conditions are evaluated.
 *
 * <pre>
 * java -jar target/benchmarks.jar rules.Condition
 * java -jar target/benchmarks.jar rules.Condition.match -p content=MIXED
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class ConditionBenchmark extends TimePerOperation {

  @Benchmark
  public boolean matchByTree(Events events) {
    return events.contenders.matchesByTree(events.next());
  }

  @Benchmark
  public boolean matchByClosures(Events events) {
    return events.contenders.matchesByClosures(events.next());
  }

  @Benchmark
  public boolean matchByJava(Events events) {
    return events.contenders.matchesByJava(events.next());
  }

  @Benchmark
  public int countByColumns(Rows rows, Moved moved) {
    moved.add(rows.rows, rows.contenders.bytes());
    return rows.contenders.countByColumns();
  }

  @Benchmark
  public int countByClosures(Rows rows, Moved moved) {
    moved.add(rows.rows, rows.contenders.bytes());
    return rows.contenders.countByClosures();
  }

  @Benchmark
  public int countByJava(Rows rows, Moved moved) {
    moved.add(rows.rows, rows.contenders.bytes());
    return rows.contenders.countByJava();
  }

  /** Events for which all contenders have passed their gate. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Events {
    /** A power of two, so that the next event costs no division. */
    private static final int COUNT = 1 << 10;

    @Param({"MATCHING", "OTHER"})
    public EventContent content;

    ConditionContenders contenders;
    private int turn;

    /** Holds all contenders to the gate. */
    @Setup
    public void open() {
      // The condition is neither true nor false for all events.
      try (ConditionContenders mixed = new ConditionContenders(EventContent.MIXED, COUNT)) {
        mixed.check();
      }
      contenders = new ConditionContenders(content, COUNT);
      contenders.check();
    }

    int next() {
      turn = (turn + 1) & (COUNT - 1);
      return turn;
    }

    /** Releases the batch. */
    @TearDown
    public void close() {
      contenders.close();
    }
  }

  /** A batch for which all contenders have passed their gate. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Rows {
    @Param("10240")
    public int rows;

    ConditionContenders contenders;

    /** Holds all contenders to the gate. */
    @Setup
    public void open() {
      contenders = new ConditionContenders(EventContent.MIXED, rows);
      contenders.check();
    }

    /** Releases the batch. */
    @TearDown
    public void close() {
      contenders.close();
    }
  }
}

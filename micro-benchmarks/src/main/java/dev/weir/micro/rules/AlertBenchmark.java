package dev.weir.micro.rules;

import dev.weir.core.batch.Batch;
import dev.weir.micro.Moved;
import dev.weir.micro.TimePerOperation;
import dev.weir.rules.alert.Alert;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost to make an alert of a match, and to write it as JSON and as a row?
 *
 * <p>An event has five fields. Compare {@code writeJson}, which streams, with {@code
 * writeJsonByTree}, a tree of Jackson's nodes; both write the same. {@code writeColumns} writes 256
 * alerts as an Arrow batch, in which captures and events are JSON too; {@code :rows} is the time of
 * one. {@code buildAlert} decodes the events, hashes the id and reads the captures.
 *
 * <pre>
 * java -jar target/benchmarks.jar rules.Alert
 * java -jar target/benchmarks.jar rules.Alert -p events=1,3
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class AlertBenchmark extends TimePerOperation {

  @Benchmark
  public Alert buildAlert(Matches matches) {
    return matches.contenders.alert(matches.next());
  }

  @Benchmark
  public String writeJson(Matches matches) {
    return matches.contenders.line(matches.next());
  }

  @Benchmark
  public String writeJsonByTree(Matches matches) {
    return matches.contenders.lineByTree(matches.next());
  }

  @Benchmark
  public void writeColumns(Matches matches, Moved moved, Blackhole blackhole) {
    try (Batch batch = matches.contenders.batch()) {
      blackhole.consume(batch.root());
      moved.add(batch.root().getRowCount(), batch.bytes());
    }
  }

  /** Matches whose alerts have passed their gate. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Matches {
    @Param("3")
    public int events;

    AlertContenders contenders;
    private int turn;

    /** Holds the alerts to the gate. */
    @Setup
    public void open() {
      contenders = new AlertContenders(events);
      contenders.check();
    }

    /** Releases the batches' memory. */
    @TearDown
    public void close() {
      contenders.close();
    }

    int next() {
      turn = (turn + 1) & (AlertContenders.MATCHES - 1);
      return turn;
    }
  }
}

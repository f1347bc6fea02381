package dev.weir.micro.rules;

import dev.weir.micro.TimePerOperation;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long do the slowest steps of a sequence take?
 *
 * <p>The stream is that of {@code SequenceBenchmark.takeStep}; single operations are sampled, so
 * each time includes that of reading the clock twice. The record has the 99th percentile of each
 * iteration; JMH's table shows those of all samples.
 *
 * <pre>
 * java -jar target/benchmarks.jar SequenceLatency
 * </pre>
 */
@BenchmarkMode(Mode.SampleTime)
@Fork(
    value = 3,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
@Measurement(iterations = 8, time = 40, timeUnit = TimeUnit.MILLISECONDS)
public class SequenceLatencyBenchmark extends TimePerOperation {

  @Benchmark
  public long takeStep(Users users) {
    return users.steps.takeStep();
  }

  /** One sequence that has passed its gate. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Users {
    @Param("10000")
    public int users;

    SequenceSteps steps;
    private UserEvents events;

    /** Holds the matcher to the gate, and makes partial matches. */
    @Setup
    public void open() {
      SequenceGate.check();
      SequenceGate.checkOrders();
      events = new UserEvents(users, 1);
      steps = new SequenceSteps(new WeirSequences(events, WeirSequences::bytes), users);
      steps.fill();
    }

    /** Releases the events. */
    @TearDown
    public void close() {
      events.close();
    }
  }
}

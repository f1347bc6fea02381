package dev.weir.micro.rules;

import dev.weir.micro.Agreement;
import dev.weir.micro.Held;
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
 * How much memory does a live partial match take?
 *
 * <p>One operation gives a matcher the first step of each user, and collects garbage before and
 * after; {@code heldBytes} is the difference in used heap by partial match. Each is of a user, a
 * text of 12 bytes, 17 as a key, and has one event with four fields, which are 83 bytes as the
 * matcher keeps them. The time is mostly that of collecting garbage.
 *
 * <pre>
 * java -jar target/benchmarks.jar SequenceMemory
 * </pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class SequenceMemoryBenchmark {

  @Benchmark
  public Object holdPartialMatches(Users users, Held held) {
    held.begin();
    WeirSequences matcher = new WeirSequences(users.events, WeirSequences::bytes);
    SequenceSteps steps = new SequenceSteps(matcher, users.users);
    for (int i = 0; i < users.users; i++) {
      steps.begin();
    }
    Agreement.requireEqual("the matcher", "the partial matches", users.users, matcher.live());
    held.end(matcher.live());
    return matcher;
  }

  /** Events of this many users. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Users {
    @Param("1000000")
    public int users;

    UserEvents events;

    /** Holds the matcher to the gate, and makes the events. */
    @Setup
    public void open() {
      SequenceGate.check();
      SequenceGate.checkOrders();
      events = new UserEvents(users, 1);
    }

    /** Releases the events. */
    @TearDown
    public void close() {
      events.close();
    }
  }
}

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
 * What does an event cost that all rules of single events reject, by its type or by its values?
 *
 * <p>Each rule has conditions of its own: no result is shared. Compare {@code rejectType}, an event
 * of a type that no rule asks for, with {@code rejectValue}, an event that each rule evaluates, and
 * that with {@code rejectBatch}, whose {@code :rows} is the time of one event in a batch of 1,024.
 *
 * <pre>
 * java -jar target/benchmarks.jar RuleSet
 * java -jar target/benchmarks.jar RuleSet -p rules=1,100,1000
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class RuleSetBenchmark extends TimePerOperation {

  @Benchmark
  public int rejectType(Rules rules) {
    return rules.contenders.processOtherType(rules.next());
  }

  @Benchmark
  public int rejectValue(Rules rules) {
    return rules.contenders.processOtherValue(rules.next());
  }

  @Benchmark
  public int rejectBatch(Rules rules, Moved moved) {
    moved.add(RuleSetContenders.EVENTS, 0);
    return rules.contenders.processBatch();
  }

  /** Rules that have passed their gate. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Rules {
    @Param("100")
    public int rules;

    RuleSetContenders contenders;
    private int turn;

    /** Holds the engines to the gate. */
    @Setup
    public void open() {
      contenders = new RuleSetContenders(rules);
      contenders.check();
    }

    int next() {
      turn = (turn + 1) & (RuleSetContenders.EVENTS - 1);
      return turn;
    }

    /** Releases the batch. */
    @TearDown
    public void close() {
      contenders.close();
    }
  }
}

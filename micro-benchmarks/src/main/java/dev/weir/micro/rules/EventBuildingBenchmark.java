package dev.weir.micro.rules;

import dev.weir.micro.TimePerOperation;
import dev.weir.rules.event.Event;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to build an event, by its number of fields?
 *
 * <p>Each event has other values. Compare:
 *
 * <ul>
 *   <li>{@code buildMinimal}, of type, times and key, with {@code buildMinimalRecord}, a plain
 *       record: the limit.
 *   <li>{@code buildOneField} and {@code buildFourFields} with it; {@code buildFourFieldsAsMap} is
 *       a {@code HashMap} of boxed values. Its types are not checked.
 *   <li>{@code buildHundredFields}, set in the order of their ids, with {@code
 *       buildHundredFieldsShuffled}, which the builder sorts.
 * </ul>
 *
 * <pre>
 * java -jar target/benchmarks.jar EventBuilding
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class EventBuildingBenchmark extends TimePerOperation {

  @Benchmark
  public Event buildMinimal(Values values) {
    return values.events.minimal(values.next());
  }

  @Benchmark
  public Object buildMinimalRecord(Values values) {
    return values.events.minimalRecord(values.next());
  }

  @Benchmark
  public Event buildOneField(Values values) {
    return values.events.oneField(values.next());
  }

  @Benchmark
  public Event buildFourFields(Values values) {
    return values.events.fourFields(values.next());
  }

  @Benchmark
  public Map<String, Object> buildFourFieldsAsMap(Values values) {
    return values.events.fourFieldsAsMap(values.next());
  }

  @Benchmark
  public Event buildHundredFields(Values values) {
    return values.events.hundredFields(values.next());
  }

  @Benchmark
  public Event buildHundredFieldsShuffled(Values values) {
    return values.events.hundredFieldsShuffled(values.next());
  }

  /** Values from which all contenders have built equal events. */
  @State(Scope.Thread)
  public static class Values {
    final BuiltEvents events = new BuiltEvents();
    private int turn;

    /** Holds all contenders to the gate. */
    @Setup
    public void open() {
      events.check();
    }

    int next() {
      turn = (turn + 1) & (BuiltEvents.VALUES - 1);
      return turn;
    }
  }
}

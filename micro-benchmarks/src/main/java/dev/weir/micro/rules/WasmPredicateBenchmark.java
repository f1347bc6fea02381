package dev.weir.micro.rules;

import dev.weir.rules.wasm.PredicateModule;
import dev.weir.rules.wasm.WasmPredicate;
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
 * What does a predicate in WebAssembly cost, beside the same condition in a query and in Java?
 *
 * <p>The predicate asks whether an event has {@code process.id}, reads it and compares it: two
 * calls of the host. Compare:
 *
 * <ul>
 *   <li>{@code match} with {@code matchByClosures} and {@code matchByJava}, the limit, at equal
 *       {@code content}.
 *   <li>{@code matchHundred}: each event is evaluated by 100 modules with other constants.
 *   <li>{@code compileModule}, to bytecode; {@code instantiate}: a new instance of compiled code,
 *       with 64 KiB of memory.
 * </ul>
 *
 * <pre>
 * java -jar target/benchmarks.jar WasmPredicate
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 60, timeUnit = TimeUnit.MILLISECONDS)
public class WasmPredicateBenchmark {

  @Benchmark
  public boolean match(EachContent events) {
    return events.contenders.matchesByWasm(events.next());
  }

  @Benchmark
  public boolean matchByClosures(Mixed events) {
    return events.contenders.matchesByClosures(events.next());
  }

  @Benchmark
  public boolean matchByJava(Mixed events) {
    return events.contenders.matchesByJava(events.next());
  }

  @Benchmark
  public int matchHundred(Hundred events) {
    return events.contenders.countByWasm(events.next());
  }

  @Benchmark
  public WasmPredicate instantiate(Mixed events) {
    WasmPredicate predicate = events.contenders.instantiate();
    predicate.close();
    return predicate;
  }

  @Benchmark
  public PredicateModule compileModule(Mixed events) {
    return events.contenders.compile();
  }

  /** Modules and events for which all contenders have passed their gate. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public abstract static class Modules {
    WasmContenders contenders;
    private int turn;

    abstract EventContent content();

    abstract int modules();

    /** Holds all contenders to the gate. */
    @Setup
    public void open() {
      contenders = new WasmContenders(content(), modules());
      contenders.check();
    }

    int next() {
      turn = (turn + 1) & (WasmContenders.EVENTS - 1);
      return turn;
    }

    /** Ends the watchdog. */
    @TearDown
    public void close() {
      contenders.close();
    }
  }

  /** By what the events have in common. */
  @SuppressWarnings("NullAway.Init") // JMH sets the parameter.
  public static class EachContent extends Modules {
    @Param({"MATCHING", "OTHER", "MIXED"})
    public EventContent content;

    @Override
    EventContent content() {
      return content;
    }

    @Override
    int modules() {
      return 1;
    }
  }

  /** Of which half match. */
  public static class Mixed extends Modules {
    @Override
    EventContent content() {
      return EventContent.MIXED;
    }

    @Override
    int modules() {
      return 1;
    }
  }

  /** With 100 modules. */
  public static class Hundred extends Modules {
    @Override
    EventContent content() {
      return EventContent.MIXED;
    }

    @Override
    int modules() {
      return 100;
    }
  }
}

package dev.weir.micro.rules;

import dev.weir.micro.TimePerOperation;
import dev.weir.rules.wasm.PredicateModule;
import dev.weir.rules.wasm.WasmPredicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

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
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class WasmPredicateBenchmark extends TimePerOperation {

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

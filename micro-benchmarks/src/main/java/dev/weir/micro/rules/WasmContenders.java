package dev.weir.micro.rules;

import dev.weir.micro.Agreement;
import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.ConditionPool.Condition;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.tree.EqlQuery.EventQuery;
import dev.weir.rules.event.Event;
import dev.weir.rules.wasm.PredicateModule;
import dev.weir.rules.wasm.WasmBounds;
import dev.weir.rules.wasm.WasmPredicate;
import dev.weir.rules.wasm.Watchdog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The predicate {@code process.id == N} as a module, as a compiled condition and as Java; and many
 * modules, each with another constant. They pass a gate.
 */
final class WasmContenders implements AutoCloseable {
  /** A power of two, so that the next event costs no division. */
  static final int EVENTS = 1 << 10;

  private static final String RESOURCE = "process-id.wasm";
  private static final long SEED = 20_260_719;

  /** In the module as it is. */
  private static final int ID = 4_242;

  /** From here on, a constant has two bytes, as {@link #ID} has. */
  private static final int FIRST_ID = 1_000;

  /** Opcode of the WebAssembly specification, 5.4.7. */
  private static final byte I64_CONST = 0x42;

  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  private final Watchdog watchdog = new Watchdog();
  private final byte[] bytes = withId(ID);
  private final PredicateModule module = compile();
  private final WasmPredicate predicate = instantiate();
  private final List<WasmPredicate> predicates = new ArrayList<>();
  private final ConditionPool conditions =
      new ConditionPool(RuleFields.SCHEMA, EvaluationMode.CLOSURES);
  private final Condition condition =
      conditions.acquire(
          ((EventQuery) RuleFields.compile("process where process.id == " + ID)).filter());
  private final List<StartedProcess> starts = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  /** Compiles a number of modules beside the first one. */
  WasmContenders(EventContent content, int modules) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < EVENTS; i++) {
      starts.add(of(content, StartedProcess.any(random)));
      events.add(starts.get(i).event(0));
    }
    IntStream.range(0, modules)
        .forEach(i -> predicates.add(instantiate(compile(withId(FIRST_ID + i)))));
  }

  private static StartedProcess of(EventContent content, StartedProcess start) {
    return switch (content) {
      case MATCHING -> start.withId(ID);
      case OTHER -> start.id() == ID ? start.withId(ID + 1) : start;
      case MIXED -> start.id() % 2 == 0 ? start.withId(ID) : start;
    };
  }

  /** Returns the module with another constant: the bytes behind the opcode, in LEB128. */
  static byte[] withId(int id) {
    byte[] bytes = resource();
    int at = 0;
    while (bytes[at] != I64_CONST || bytes[at + 1] != low(ID) || bytes[at + 2] != high(ID)) {
      at++;
    }
    bytes[at + 1] = low(id);
    bytes[at + 2] = high(id);
    return bytes;
  }

  private static byte low(int id) {
    return (byte) ((id & SEVEN_BITS) | MORE);
  }

  private static byte high(int id) {
    return (byte) (id >> 7);
  }

  private static byte[] resource() {
    try (InputStream in =
        Objects.requireNonNull(
            WasmContenders.class.getResourceAsStream(RESOURCE), "jar without " + RESOURCE)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks the module and compiles it to bytecode. */
  PredicateModule compile() {
    return compile(bytes);
  }

  private static PredicateModule compile(byte[] wasm) {
    return PredicateModule.compile(RESOURCE, wasm, WasmBounds.DEFAULT);
  }

  /** Makes a predicate with its first instance, to be closed. */
  WasmPredicate instantiate() {
    return instantiate(module);
  }

  private WasmPredicate instantiate(PredicateModule compiled) {
    return compiled.predicate(RuleFields.SCHEMA, watchdog);
  }

  boolean matchesByWasm(int i) {
    return predicate.matches(events.get(i));
  }

  boolean matchesByClosures(int i) {
    conditions.select(events.get(i));
    return condition.matches();
  }

  /** The same over an object: the limit. */
  boolean matchesByJava(int i) {
    return starts.get(i).id() == ID;
  }

  /** Returns how many of the modules match. */
  int countByWasm(int i) {
    Event event = events.get(i);
    int count = 0;
    for (WasmPredicate each : predicates) {
      count += each.matches(event) ? 1 : 0;
    }
    return count;
  }

  /**
   * Passes if all contenders match the same events.
   *
   * @throws IllegalStateException if they do not
   */
  void check() {
    check("the module", this::matchesByWasm);
    try (WasmPredicate other = instantiate(compile())) {
      check("a module that is compiled again", i -> other.matches(events.get(i)));
    }
    check("the condition", this::matchesByClosures);
    for (int i = 0; i < EVENTS; i++) {
      long id = starts.get(i).id();
      boolean isAmong = id >= FIRST_ID && id < FIRST_ID + predicates.size();
      Agreement.requireEqual(
          "the modules", "those that match " + starts.get(i), isAmong ? 1 : 0, countByWasm(i));
    }
  }

  void check(String who, IntPredicate matches) {
    for (int i = 0; i < EVENTS; i++) {
      Agreement.requireEqual(
          who, "whether " + starts.get(i) + " matches", matchesByJava(i), matches.test(i));
    }
  }

  /** Removes all instances and ends the watchdog. */
  @Override
  public void close() {
    predicate.close();
    predicates.forEach(WasmPredicate::close);
    watchdog.close();
  }
}

package dev.weir.rules.wasm;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import dev.weir.rules.event.EventPredicate;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A predicate in a module, which is compiled to bytecode once and instantiated once for each thread
 * that evaluates at the same time, up to a number. An evaluation that traps, returns an error or
 * exceeds its time throws {@link WasmPredicateException}, and its instance is replaced.
 */
public final class WasmPredicate implements EventPredicate, AutoCloseable {
  private static final int MATCH = 1;
  private static final int NO_MATCH = 0;

  private final String name;
  private final WasmModule module;
  private final EventSchema schema;
  private final WasmBounds bounds;
  private final Watchdog watchdog;
  private final MemoryLimits memory;
  private final Function<Instance, Machine> machines;
  private final InstancePool pool;

  private WasmPredicate(
      String name, WasmModule module, EventSchema schema, WasmBounds bounds, Watchdog watchdog) {
    this.name = name;
    this.module = module;
    this.schema = schema;
    this.bounds = bounds;
    this.watchdog = watchdog;
    this.memory = new ModuleChecks(name, module, bounds).check();
    this.machines =
        MachineFactoryCompiler.builder(module)
            .withInterpreterFallback(InterpreterFallback.SILENT)
            .compile();
    this.pool = new InstancePool(bounds.instances(), this::instantiate);
  }

  /**
   * Compiles a module, and creates the first instance.
   *
   * @param name of the module, for messages
   * @param wasm its binary form
   * @throws WasmPredicateException if it is no module of a predicate, or cannot be instantiated
   */
  public static WasmPredicate compile(
      String name, byte[] wasm, EventSchema schema, WasmBounds bounds, Watchdog watchdog) {
    if (wasm.length > bounds.module().bytes()) {
      throw new WasmPredicateException(
          "The module %s has %d bytes; the limit is %s"
              .formatted(name, wasm.length, bounds.module()));
    }
    WasmPredicate predicate;
    try {
      predicate = new WasmPredicate(name, Parser.parse(wasm), schema, bounds, watchdog);
    } catch (ChicoryException e) {
      throw new WasmPredicateException(
          "The module %s is no valid WebAssembly: %s".formatted(name, reason(e)), e);
    }
    predicate.pool.giveBack(predicate.pool.take());
    return predicate;
  }

  @Override
  public boolean matches(EventReader event) {
    PredicateInstance instance = pool.take();
    boolean succeeded = false;
    try {
      boolean matches = isMatch(evaluate(instance, event));
      succeeded = true;
      return matches;
    } finally {
      if (succeeded) {
        pool.giveBack(instance);
      } else {
        watchdog.remove(instance.guard());
        pool.remove();
      }
    }
  }

  private boolean isMatch(int result) {
    if (result != MATCH && result != NO_MATCH) {
      throw new WasmPredicateException(
          "The predicate %s returned %d%s"
              .formatted(
                  name,
                  result,
                  result < 0 ? ", an error" : "; allowed are 1, 0 and negative error codes"));
    }
    return result == MATCH;
  }

  /** Removes the instances; called when no evaluation runs. */
  @Override
  public void close() {
    pool.removeIdle().forEach(instance -> watchdog.remove(instance.guard()));
  }

  InstancePool.Usage usage() {
    return pool.usage();
  }

  private int evaluate(PredicateInstance instance, EventReader event) {
    int result = NO_MATCH;
    RuntimeException failure = null;
    boolean isLate;
    instance.guard().begin();
    try {
      result = instance.evaluate(event);
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      isLate = instance.guard().end();
    }
    check("evaluation", isLate, failure);
    return result;
  }

  private PredicateInstance instantiate() {
    EventAccess access = new EventAccess(schema);
    EvaluationGuard guard = watchdog.guard(bounds.evaluation());
    Instance instance = null;
    RuntimeException failure = null;
    boolean isLate;
    guard.begin();
    try {
      instance = initialized(access);
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      isLate = guard.end();
      if (instance == null || isLate) {
        watchdog.remove(guard);
      }
    }
    check("instantiation", isLate, failure);
    return new PredicateInstance(access, guard, Objects.requireNonNull(instance));
  }

  private Instance initialized(EventAccess access) {
    Instance instance =
        Instance.builder(module)
            .withMachineFactory(machines)
            .withImportValues(HostInterface.imports(access))
            .withMemoryLimits(memory)
            .withMemoryFactory(ByteArrayMemory::new)
            .withTableFactory(WasmPredicate::table)
            .withStart(false)
            .build();
    int result = (int) instance.export(ModuleChecks.INIT).apply()[0];
    if (result != 0) {
      throw new WasmPredicateException(
          "The predicate %s cannot be used: pred_init returned %d".formatted(name, result));
    }
    return instance;
  }

  /** Returns a table that grows within the bounds, and whose limits no other instance changes. */
  private static TableInstance table(Table table, int initial) {
    TableLimits limits = table.limits();
    long max = Math.max(limits.min(), Math.min(limits.max(), WasmBounds.TABLE_ENTRIES_MAX));
    return new TableInstance(
        new Table(table.elementType(), new TableLimits(limits.min(), max), table.initialize()),
        initial);
  }

  private void check(String what, boolean isLate, @Nullable RuntimeException failure) {
    if (isLate) {
      throw new WasmPredicateException(
          "The predicate %s was stopped: its %s took more than %d ms; bound its loops, or raise the"
                  .formatted(name, what, bounds.evaluation().toMillis())
              + " limit",
          failure);
    }
    if (failure instanceof WasmPredicateException known) {
      throw known;
    }
    if (failure instanceof ChicoryInterruptedException) {
      throw new WasmPredicateException(
          "The predicate %s was interrupted, as the run is cancelled".formatted(name), failure);
    }
    if (failure != null) {
      String verb = failure instanceof EventAccessException ? "failed" : "trapped";
      throw new WasmPredicateException(
          "The predicate %s %s: %s".formatted(name, verb, reason(failure)), failure);
    }
  }

  private static String reason(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}

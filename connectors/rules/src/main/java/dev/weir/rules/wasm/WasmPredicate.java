package dev.weir.rules.wasm;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import dev.weir.rules.event.EventPredicate;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A predicate in a module, which is instantiated once for each thread that evaluates at the same
 * time, up to a number. An evaluation that traps, returns an error or exceeds its time throws
 * {@link WasmPredicateException}, and its instance is replaced; one whose thread is interrupted
 * throws {@link CancellationException}.
 */
public final class WasmPredicate implements EventPredicate, AutoCloseable {
  private static final int MATCH = 1;
  private static final int NO_MATCH = 0;

  private final PredicateModule module;
  private final String name;
  private final EventSchema schema;
  private final Watchdog watchdog;
  private final InstancePool<PredicateInstance> pool;

  WasmPredicate(PredicateModule module, EventSchema schema, Watchdog watchdog) {
    this.module = module;
    this.name = module.name();
    this.schema = schema;
    this.watchdog = watchdog;
    this.pool = new InstancePool<>(module.bounds().instances(), this::instantiate);
  }

  /** Reports a module that cannot be instantiated before the first event. */
  void instantiateFirst() {
    pool.giveBack(pool.take());
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
    EvaluationGuard guard = watchdog.guard(module.bounds().evaluation());
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
        Instance.builder(module.module())
            .withMachineFactory(module.machines())
            .withImportValues(HostInterface.imports(access))
            .withMemoryLimits(module.memory())
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
                  .formatted(name, what, module.bounds().evaluation().toMillis())
              + " limit",
          failure);
    }
    if (failure instanceof WasmPredicateException known) {
      throw known;
    }
    if (failure instanceof ChicoryInterruptedException) {
      CancellationException cancelled =
          new CancellationException(
              "The predicate %s was interrupted, as the run is cancelled".formatted(name));
      cancelled.initCause(failure);
      throw cancelled;
    }
    if (failure != null) {
      String verb = failure instanceof EventAccessException ? "failed" : "trapped";
      throw new WasmPredicateException(
          "The predicate %s %s: %s".formatted(name, verb, reason(failure)), failure);
    }
  }

  static String reason(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}

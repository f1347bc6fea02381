package dev.weir.rules.wasm;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import dev.weir.rules.event.EventReader;

/** One instance of a module with the access of its functions to the event. */
final class PredicateInstance {
  private static final long[] NO_ARGUMENTS = {};

  private final EventAccess access;
  private final EvaluationGuard guard;
  private final ExportFunction eval;

  PredicateInstance(EventAccess access, EvaluationGuard guard, Instance instance) {
    this.access = access;
    this.guard = guard;
    this.eval = instance.export(ModuleChecks.EVAL);
  }

  EvaluationGuard guard() {
    return guard;
  }

  /** Returns the result of {@code pred_eval}; the time is bounded by the guard's caller. */
  int evaluate(EventReader event) {
    access.setEvent(event);
    try {
      return (int) eval.apply(NO_ARGUMENTS)[0];
    } finally {
      access.clear();
    }
  }
}

package dev.weir.rules.engine;

import dev.weir.rules.event.EventPredicate;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.wasm.WasmPredicate;
import dev.weir.rules.wasm.WasmPredicateException;
import java.util.Optional;

/**
 * The predicate of a rule in WebAssembly. An evaluation that fails is counted and is no match;
 * after several, the rule is disabled, so that one that never ends costs a bounded time.
 */
final class ModuleRule implements EventPredicate, AutoCloseable {
  /** Failed evaluations of a rule, after which it is disabled. */
  static final int FAILURES_MAX = 10;

  private final String rule;
  private final WasmPredicate predicate;
  private String firstFailure = "";
  private int failures;
  private long missed;

  ModuleRule(String rule, WasmPredicate predicate) {
    this.rule = rule;
    this.predicate = predicate;
  }

  @Override
  public boolean matches(EventReader event) {
    if (failures == FAILURES_MAX) {
      missed++;
      return false;
    }
    try {
      return predicate.matches(event);
    } catch (WasmPredicateException e) {
      if (failures == 0) {
        firstFailure = String.valueOf(e.getMessage());
      }
      failures++;
      return false;
    }
  }

  /** Returns what has failed, as one sentence; empty if nothing has. */
  Optional<String> note() {
    if (failures == 0) {
      return Optional.empty();
    }
    String what =
        failures < FAILURES_MAX
            ? "%d evaluations of the rule %s failed and count as no match".formatted(failures, rule)
            : "the rule %s is disabled after %d failed evaluations and has missed %d events"
                .formatted(rule, failures, missed);
    return Optional.of(what + "; the first failure: " + firstFailure);
  }

  @Override
  public void close() {
    predicate.close();
  }
}

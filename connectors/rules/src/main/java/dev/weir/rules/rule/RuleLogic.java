package dev.weir.rules.rule;

import dev.weir.rules.eql.tree.EqlQuery;
import dev.weir.rules.wasm.PredicateModule;

/** What a rule matches. */
public sealed interface RuleLogic {
  /**
   * The matches of a query.
   *
   * @param text as the rule file has it; partial matches are restored only into the same text
   */
  record Query(String text, EqlQuery query) implements RuleLogic {}

  /**
   * Single events, by a predicate in WebAssembly.
   *
   * @param type the id of the event type that it is asked for, which includes its descendants;
   *     {@link dev.weir.rules.schema.EventType#ANY} for all types
   */
  record Module(int type, PredicateModule module) implements RuleLogic {}
}

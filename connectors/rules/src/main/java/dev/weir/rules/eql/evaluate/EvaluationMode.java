package dev.weir.rules.eql.evaluate;

/** How conditions are evaluated. All modes give the same results. */
public enum EvaluationMode {
  /** By walking the tree: slow, and simple enough to be the reference. */
  TREE,
  /** By closures, event by event. */
  CLOSURES,
  /** Column by column over a batch; by closures for single events. */
  COLUMNS
}

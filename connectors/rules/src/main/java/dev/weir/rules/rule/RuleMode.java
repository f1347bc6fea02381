package dev.weir.rules.rule;

/** What becomes of a rule's matches. */
public enum RuleMode {
  /** Each is an alert. */
  ALERT,
  /** They are counted. */
  COUNT,
  /** The rule is checked and not evaluated. */
  OFF
}

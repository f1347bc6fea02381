package dev.weir.rules.rule;

/** How urgent the alerts of a rule are. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}

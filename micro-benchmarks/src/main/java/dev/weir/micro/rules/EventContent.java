package dev.weir.micro.rules;

/** What events have in common. */
public enum EventContent {
  /** The condition is true for each. */
  MATCHING,
  /** The condition is false for each, by one of its values. */
  OTHER,
  /** In random order, true for about half, false for others, null for those without a field. */
  MIXED
}

package dev.weir.micro.rules;

/** The kinds of queries. */
public enum QueryShape {
  /** Single events, by five conditions. */
  EVENT,
  /** Three steps with maxspan, runs, a missing event, and until. */
  SEQUENCE
}

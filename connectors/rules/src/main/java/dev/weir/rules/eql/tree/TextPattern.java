package dev.weir.rules.eql.tree;

/** A constant pattern, which is compared with a whole string. */
public sealed interface TextPattern {
  String pattern();

  boolean ignoreCase();

  /** Any text for {@code *}, any one character for {@code ?}. */
  record Wildcard(String pattern, boolean ignoreCase) implements TextPattern {}

  /** The text itself. */
  record Exact(String pattern, boolean ignoreCase) implements TextPattern {}

  /** A regular expression. */
  record Regex(String pattern, boolean ignoreCase) implements TextPattern {}
}

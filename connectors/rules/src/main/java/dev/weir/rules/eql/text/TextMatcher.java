package dev.weir.rules.eql.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.rules.eql.tree.EqlFunction;
import dev.weir.rules.eql.tree.TextPattern;
import dev.weir.rules.eql.tree.TextPattern.Exact;
import dev.weir.rules.eql.tree.TextPattern.Regex;
import dev.weir.rules.eql.tree.TextPattern.Wildcard;
import java.util.List;
import java.util.Optional;

/** Compares strings with a pattern. */
@FunctionalInterface
public interface TextMatcher {
  boolean matches(String text);

  /**
   * Returns the matcher of a pattern. Wildcards take time in proportion to pattern times text at
   * worst, regular expressions to the text (RE2).
   *
   * @throws PatternSyntaxException if the pattern is an invalid regular expression
   */
  static TextMatcher of(TextPattern pattern) {
    if (pattern instanceof Regex regex) {
      int flags = Pattern.DOTALL | (regex.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0);
      return Pattern.compile(regex.pattern(), flags)::matches;
    }
    TextMatcher matcher = literal(pattern);
    return pattern.ignoreCase() ? text -> matcher.matches(CaseFolding.fold(text)) : matcher;
  }

  /** Returns a matcher of texts that match one of the patterns. */
  static TextMatcher ofAny(List<TextPattern> patterns) {
    List<TextMatcher> matchers = patterns.stream().map(TextMatcher::of).toList();
    return matchers.size() == 1
        ? matchers.get(0)
        : text -> {
          for (TextMatcher matcher : matchers) {
            if (matcher.matches(text)) {
              return true;
            }
          }
          return false;
        };
  }

  /**
   * Returns the matcher of {@code startsWith}, {@code endsWith} or {@code stringContains} with a
   * constant; empty for another function.
   */
  static Optional<TextMatcher> of(EqlFunction function, String constant, boolean ignoreCase) {
    String part = ignoreCase ? CaseFolding.fold(constant) : constant;
    Optional<TextMatcher> matcher =
        switch (function) {
          case STARTS_WITH -> Optional.of(text -> text.startsWith(part));
          case ENDS_WITH -> Optional.of(text -> text.endsWith(part));
          case STRING_CONTAINS -> Optional.of(text -> text.contains(part));
          default -> Optional.empty();
        };
    return ignoreCase
        ? matcher.map(folded -> text -> folded.matches(CaseFolding.fold(text)))
        : matcher;
  }

  private static TextMatcher literal(TextPattern pattern) {
    String text = pattern.ignoreCase() ? CaseFolding.fold(pattern.pattern()) : pattern.pattern();
    if (pattern instanceof Exact) {
      return text::equals;
    }
    if (pattern instanceof Wildcard) {
      return Wildcards.matcher(text);
    }
    throw new IllegalArgumentException("Not a literal pattern: " + pattern);
  }
}

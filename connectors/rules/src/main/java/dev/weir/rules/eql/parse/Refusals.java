package dev.weir.rules.eql.parse;

import java.util.Map;
import java.util.Set;

/** What is refused by name, with the reason and the remedy. */
final class Refusals {
  static final String SINGLE_QUOTES =
      "A string in single quotes is refused: the language has double quotes only";
  static final String FORMER_RAW_STRING =
      "A raw string after ? is refused: it belongs to a former version of the language; use three"
          + " double quotes";
  static final String ASSIGNMENT = "= is no comparison; use ==";
  static final String CHAIN =
      "Comparisons cannot be chained; compare twice and join the results by and";
  static final String INDEX =
      "An index is refused: the elements of an array have no stable order in events";

  /** Functions of other dialects, and what to use. */
  static final Map<String, String> FUNCTIONS =
      Map.of(
          "match", "use the operator regex",
          "matchLite", "use the operator regex",
          "wildcard", "use the operator like",
          "arrayContains", "arrays are only compared with null",
          "arraySearch", "arrays are only compared with null",
          "arrayCount", "arrays are only compared with null");

  /** The first words of queries that are refused. */
  static final Set<String> QUERIES = Set.of("sample", "join");

  private Refusals() {}

  /** Returns the refusal of a query that begins with this word. */
  static String query(String word) {
    return word
        + " is refused: it needs all events at once, and a rule reads a stream; use sequence";
  }

  /** Returns the refusal of a pipe. */
  static String pipe(String name) {
    return "The pipe "
        + name
        + " is refused: pipes work on the stored results of a search, and a rule reads a stream;"
        + " remove it";
  }
}

package dev.weir.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses what a mistyped word was meant to be, and words the answer. */
public final class NearMiss {
  private NearMiss() {}

  /** The allowed word that is at most a third of its letters (at least one) away from the typed. */
  public static Optional<String> of(String typed, Collection<String> allowed) {
    String word = typed.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    return allowed.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** Such as {@code found "lz5"; did you mean "lz4"? allowed: none, lz4, zstd}. */
  static String found(String shown, Collection<String> allowed) {
    return "found " + quote(shown) + "; " + suggestion(shown, allowed);
  }

  /** Such as {@code did you mean "lz4"? allowed: none, lz4, zstd}. */
  static String suggestion(String shown, Collection<String> allowed) {
    return of(shown, allowed).map(word -> "did you mean " + quote(word) + "? ").orElse("")
        + "allowed: "
        + allowed.stream().collect(Collectors.joining(", "));
  }

  /** The text in quotes, at most 60 characters of it. */
  public static String quote(String text) {
    return '"' + (text.length() > 60 ? text.substring(0, 57) + "..." : text) + '"';
  }

  /** Letters to insert, delete or replace (Levenshtein), with two rows of the usual table. */
  private static int distance(String a, String b) {
    if (a.length() > 2 * b.length() + 8) {
      return Integer.MAX_VALUE;
    }
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}

package dev.weir.core.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the errors of a document, so that all of them are reported at once. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Notes a problem; the arguments are those of {@link Problem}. */
  public void add(String path, int line, String message) {
    found.add(new Problem(path, line, message));
  }

  /** Whether nothing is wrong so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** What was noted so far, in the document's order. */
  public List<Problem> found() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }
}

package dev.weir.core.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a document, so that all of it is told in one go. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  public void add(String path, int line, String message) {
    found.add(new Problem(path, line, message));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Problem> found() {
    return List.copyOf(found);
  }
}

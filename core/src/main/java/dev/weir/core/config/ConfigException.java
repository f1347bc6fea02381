package dev.weir.core.config;

import java.util.List;

/** A pipeline's document cannot be used; carries every problem that was found in it. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String document;
  private final transient List<Problem> problems;

  /**
   * A refusal of a document.
   *
   * @param document the file as the user named it
   * @param problems one or more, in the document's order
   */
  public ConfigException(String document, List<Problem> problems) {
    super(document + ": " + count(problems));
    this.document = document;
    this.problems = List.copyOf(problems);
  }

  /** The file as the user named it. */
  public String document() {
    return document;
  }

  /** All that is wrong, in the document's order. */
  public List<Problem> problems() {
    return problems;
  }

  private static String count(List<Problem> problems) {
    return problems.size() == 1 ? "1 problem" : problems.size() + " problems";
  }
}

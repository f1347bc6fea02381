package dev.weir.bench.result;

import java.util.List;

/** Runs that did not move exactly the requested rows, or did not verify it. None is recorded. */
public final class CorrectnessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports all faults, one a line.
   *
   * @param faults one sentence each; not empty
   */
  public CorrectnessException(List<String> faults) {
    super(String.join("\n", faults));
  }
}

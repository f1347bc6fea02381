package dev.weir.bench.sample;

import java.util.List;

/** Runs that did not move the rows they were asked to, or did not prove it. They are no samples. */
public final class CorrectnessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Tells all faults, one a line.
   *
   * @param faults one sentence for each thing that is wrong; not empty
   */
  public CorrectnessException(List<String> faults) {
    super(String.join("\n", faults));
  }
}

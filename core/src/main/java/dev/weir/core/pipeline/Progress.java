package dev.weir.core.pipeline;

import dev.weir.core.connector.Notice;

/** Hears how far a run has come; called by the destination's thread. */
@FunctionalInterface
public interface Progress {
  Progress SILENT = (stream, rows, bytes) -> {};

  /**
   * A batch has been sent.
   *
   * @param rows sent to the destination so far in this run, all streams together
   * @param bytes their Arrow bytes
   */
  void written(String stream, long rows, long bytes);

  /** Reports a notice while the run continues. */
  default void notice(Notice notice) {}
}

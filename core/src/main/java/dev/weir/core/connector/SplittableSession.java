package dev.weir.core.connector;

import java.util.List;

/** A source session that can divide a split. */
public interface SplittableSession {
  /**
   * Divides a split into parts of about the same size that together contain each of its rows once.
   *
   * @param parts the maximum number of parts, at least 2
   * @return the split itself if it cannot be divided
   */
  List<Split> split(ReadPlan plan, Split split, int parts);
}

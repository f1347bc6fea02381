package dev.weir.core.connector;

import java.util.Optional;

/**
 * Where a read of a stream begins.
 *
 * @param after the last committed cursor of an incremental stream; empty to read from the start
 * @param reload whether the destination may hold any of the rows already, so that all of them are
 *     {@link ReadPart#OVERLAP}
 */
public record ResumePoint(Optional<Cursor> after, boolean reload) {
  /** From the first row on, into a target that no earlier run has loaded. */
  public static final ResumePoint START = new ResumePoint(Optional.empty(), false);

  public ResumePoint {
    if (reload && after.isPresent()) {
      throw new IllegalArgumentException("A reload begins at the first row");
    }
  }
}

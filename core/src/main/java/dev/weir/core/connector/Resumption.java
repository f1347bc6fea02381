package dev.weir.core.connector;

import java.util.List;
import java.util.Optional;

/**
 * The position of a stream at the destination.
 *
 * @param last the stream's last receipt
 * @param from where the next read begins
 * @param describeTable see {@link ReadRequest}
 */
public record Resumption(
    Optional<Receipt> last, ResumePoint from, boolean describeTable, List<Notice> notices) {
  public Resumption {
    notices = List.copyOf(notices);
  }

  /** A stream that is read from the start. */
  public static Resumption atStart(Optional<Receipt> last, boolean describeTable) {
    return new Resumption(last, ResumePoint.START, describeTable, List.of());
  }
}

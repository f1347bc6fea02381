package dev.weir.core.cli;

import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.unit.ByteSize;
import java.util.Locale;

/** A run in one line, for a person. */
final class RunSummary {
  private RunSummary() {}

  /**
   * Such as {@code demo: 50,000 rows, 5.2 MiB in 0.42 s (119,047 rows/s, 12.4 MiB/s)}.
   *
   * @param runs how many there are in all; with more than one, the line tells which this is
   */
  static String line(PipelineResult result, int runs) {
    double mebibytes = (double) result.bytesWritten() / ByteSize.MB;
    String line =
        String.format(
            Locale.ROOT,
            "%s: %,d rows, %,.1f MiB in %.2f s (%s)",
            Printable.line(result.pipeline()),
            result.recordsWritten(),
            mebibytes,
            result.durationSecs(),
            rates(result.recordsWritten(), mebibytes, result.durationSecs()));
    String verified = result.destHash().isPresent() ? line + ", verified" : line;
    return runs > 1 ? verified + ", run " + result.repeat() + " of " + runs : verified;
  }

  static String rates(long rows, double mebibytes, double seconds) {
    if (seconds <= 0) {
      return "too short to tell a rate";
    }
    return String.format(
        Locale.ROOT, "%,.0f rows/s, %,.1f MiB/s", rows / seconds, mebibytes / seconds);
  }
}

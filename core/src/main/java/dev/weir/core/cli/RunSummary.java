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
   * @param runs the number of runs; with more than one, the line has the number of this one
   */
  static String line(PipelineResult result, int runs) {
    PipelineResult.Rows rows = result.rows();
    double seconds = result.times().durationSecs();
    double mebibytes = (double) rows.bytesWritten() / ByteSize.MB;
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%s: %,d rows, %,.1f MiB in %.2f s (%s)",
            Printable.line(result.pipeline()),
            rows.written(),
            mebibytes,
            seconds,
            rates(rows.written(), mebibytes, seconds)));
    count(line, rows.updated(), "updated");
    count(line, rows.late(), "late");
    count(line, rows.nullCursor(), "with a NULL cursor not read");
    count(line, rows.missed(), "late and not delivered (or more)");
    for (PipelineResult.Output output : result.outputs()) {
      line.append(
          String.format(
              Locale.ROOT, ", %,d rows to %s", output.written(), Printable.line(output.target())));
    }
    if (result.verified().isPresent()) {
      line.append(", verified");
    }
    if (runs > 1) {
      line.append(", run ").append(result.repeat()).append(" of ").append(runs);
    }
    return line.toString();
  }

  private static void count(StringBuilder line, long rows, String what) {
    if (rows > 0) {
      line.append(String.format(Locale.ROOT, ", %,d %s", rows, what));
    }
  }

  static String rates(long rows, double mebibytes, double seconds) {
    if (seconds <= 0) {
      return "too short for a rate";
    }
    return String.format(
        Locale.ROOT, "%,.0f rows/s, %,.1f MiB/s", rows / seconds, mebibytes / seconds);
  }
}

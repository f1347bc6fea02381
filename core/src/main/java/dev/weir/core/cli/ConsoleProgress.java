package dev.weir.core.cli;

import dev.weir.core.connector.Notice;
import dev.weir.core.pipeline.Progress;
import dev.weir.core.unit.ByteSize;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** One line on a terminal that is written over, at most five times a second, and then cleared. */
final class ConsoleProgress implements Progress, AutoCloseable {
  static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** One less than a terminal's usual 80, for a full line would wrap. */
  static final int WIDTH = 79;

  private final PrintStream err;
  private final LongSupplier nanoClock;
  private final boolean shown;
  private final UnaryOperator<String> clean;
  private final long startNanos;
  private long lastNanos;
  private int lastLength;

  private ConsoleProgress(
      PrintStream err, LongSupplier nanoClock, boolean shown, UnaryOperator<String> clean) {
    this.err = err;
    this.nanoClock = nanoClock;
    this.shown = shown;
    this.clean = clean;
    this.startNanos = nanoClock.getAsLong();
    this.lastNanos = startNanos;
  }

  /**
   * Progress and notices.
   *
   * @param clean makes text of servers fit for a terminal
   */
  static ConsoleProgress on(PrintStream err, LongSupplier nanoClock, UnaryOperator<String> clean) {
    return new ConsoleProgress(err, nanoClock, true, clean);
  }

  /** Notices only, a line each. */
  static ConsoleProgress notices(PrintStream err, UnaryOperator<String> clean) {
    return new ConsoleProgress(err, () -> 0, false, clean);
  }

  @Override
  public synchronized void notice(Notice notice) {
    close();
    err.println("weir: note: " + clean.apply(line(notice)));
  }

  /** {@code <place>: <text>}. */
  static String line(Notice notice) {
    return notice.place() + ": " + notice.text();
  }

  @Override
  public synchronized void written(String stream, long rows, long bytes) {
    if (!shown) {
      return;
    }
    long now = nanoClock.getAsLong();
    if (now - lastNanos >= INTERVAL_NANOS) {
      lastNanos = now;
      overwrite(line(stream, rows, bytes, (now - startNanos) / 1e9));
    }
  }

  /** Leaves the terminal as it was. */
  @Override
  public synchronized void close() {
    if (lastLength > 0) {
      overwrite("");
      err.print('\r');
      err.flush();
    }
  }

  private static String line(String stream, long rows, long bytes, double seconds) {
    double mebibytes = (double) bytes / ByteSize.MB;
    String figures =
        String.format(
            Locale.ROOT,
            ": %,d rows, %,.1f MiB (%s)",
            rows,
            mebibytes,
            RunSummary.rates(rows, mebibytes, seconds));
    String name = Printable.line(stream);
    int room = Math.max(1, WIDTH - figures.length());
    String line = (name.length() > room ? name.substring(0, room) : name) + figures;
    return line.length() > WIDTH ? line.substring(0, WIDTH) : line;
  }

  private void overwrite(String line) {
    err.print('\r' + line + " ".repeat(Math.max(0, lastLength - line.length())));
    err.flush();
    lastLength = line.length();
  }
}

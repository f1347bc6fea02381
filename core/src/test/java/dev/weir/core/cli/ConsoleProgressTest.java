package dev.weir.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.connector.Notice;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
  private final Terminal terminal = new Terminal();
  private final AtomicLong now = new AtomicLong();

  @Test
  void written_overwritesTheLineAtMostFiveTimesPerSecond() {
    try (ConsoleProgress progress =
        ConsoleProgress.on(terminal.errStream(), now::get, UnaryOperator.identity())) {
      for (int millis = 0; millis <= 1000; millis += 10) {
        now.set(millis * 1_000_000L);
        progress.written("numbers", millis * 1000L, millis * 1048L);
      }
    }

    assertThat(terminal.err().chars().filter(character -> character == '\r').count())
        .isEqualTo(5 + 2);
    assertThat(terminal.err())
        .contains("\rnumbers: 1,000,000 rows, 1.0 MiB (1,000,000 rows/s, 1.0 MiB/s)")
        .doesNotContain("\n");
  }

  @Test
  void written_longName_isTruncatedToTheTerminalWidth() {
    try (ConsoleProgress progress =
        ConsoleProgress.on(terminal.errStream(), now::get, UnaryOperator.identity())) {
      now.set(ConsoleProgress.INTERVAL_NANOS);
      progress.written("a_very_long_name".repeat(10), Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);
    }

    assertThat(terminal.err().split("\r", -1))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(ConsoleProgress.WIDTH));
  }

  @Test
  void close_clearsTheLine() {
    ConsoleProgress progress =
        ConsoleProgress.on(terminal.errStream(), now::get, UnaryOperator.identity());
    now.set(ConsoleProgress.INTERVAL_NANOS);
    progress.written("numbers", 1, 1);
    progress.close();

    assertThat(terminal.err()).matches("\rnumbers: [^\r]+\r +\r");
  }

  @Test
  void written_noticesOnly_printsNothing() {
    try (ConsoleProgress progress =
        ConsoleProgress.notices(terminal.errStream(), UnaryOperator.identity())) {
      progress.written("numbers", 1, 1);
    }

    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void notice_isPrintedOnItsOwnLineAndScrubbed() {
    try (ConsoleProgress progress =
        ConsoleProgress.on(terminal.errStream(), now::get, text -> text.replace("hidden", "***"))) {
      now.set(ConsoleProgress.INTERVAL_NANOS);
      progress.written("numbers", 1, 1);
      progress.notice(new Notice(Place.of(Side.SOURCE).inStream("numbers"), "One row is hidden."));
    }

    assertThat(terminal.err()).endsWith("\rweir: note: source, stream numbers: One row is ***.\n");
  }
}

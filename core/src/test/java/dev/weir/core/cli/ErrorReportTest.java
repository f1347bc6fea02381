package dev.weir.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.error.EngineError;
import dev.weir.core.error.ExitCode;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
  private final Terminal terminal = new Terminal();
  private final ErrorReport report =
      new ErrorReport(
          new Session(
              new Console(
                  terminal.errStream(),
                  terminal.errStream(),
                  terminal.errStream(),
                  Map.of(),
                  false,
                  false),
              StartupCache.ofThisProcess()));

  @Test
  void print_weirException_isOneSentenceWithPlaceStateAndHint() {
    WeirException error =
        WeirException.of(
                EngineError.ROWS_DIFFER,
                Place.of(Side.SOURCE, "postgres"),
                "The server refuses the password.")
            .withHint("Check source.config.password.")
            .withSqlState("28P01");

    assertThat(report.print(error, false)).isEqualTo(ExitCode.SOURCE);
    assertThat(terminal.err())
        .isEqualTo(
            "weir: The server refuses the password (source postgres, SQLSTATE 28P01). Check"
                + " source.config.password.\n");
  }

  @Test
  void print_serverText_isOneLineWithoutControlCharacters() {
    WeirException error =
        WeirException.of(
                EngineError.ROWS_DIFFER,
                Place.of(Side.DESTINATION),
                "first\n  second \u001b[31mred" + "x".repeat(10_000))
            .withHint("");

    report.print(error, false);

    assertThat(terminal.err())
        .startsWith("weir: first second \\u001b[31mredxxx")
        .hasLineCount(1)
        .hasSizeLessThan(Printable.LENGTH_MAX + 100);
  }

  @Test
  void print_unexpectedException_isInternalWithARemedy() {
    assertThat(report.print(new IllegalStateException("oops"), false)).isEqualTo(ExitCode.INTERNAL);
    assertThat(terminal.err())
        .isEqualTo(
            "weir: An internal error: java.lang.IllegalStateException: oops (engine). Run again"
                + " with --stacktrace and report the output.\n");
  }

  @Test
  void print_outOfMemory_namesTheSettings() {
    report.print(new OutOfMemoryError("Java heap space"), false);

    assertThat(terminal.err()).contains("max_inflight_bytes").contains("WEIR_JAVA_OPTS");
  }
}

package dev.weir.core.cli;

import dev.weir.core.config.ConfigException;
import dev.weir.core.config.Problem;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.ExitCode;
import dev.weir.core.error.WeirException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Tells an error in one sentence on stderr, and says how the process is to end. */
final class ErrorReport {
  private final Session session;

  ErrorReport(Session session) {
    this.session = session;
  }

  /**
   * Prints the error.
   *
   * @param trace whether its stack trace is wanted
   */
  ExitCode print(Throwable error, boolean trace) {
    PrintStream err = session.console().err();
    ExitCode code;
    if (error instanceof ConfigException config) {
      for (Problem problem : config.problems()) {
        err.println("weir: " + session.clean(config.document() + ": " + problem));
      }
      code = EngineError.DOCUMENT.exitCode();
    } else if (error instanceof WeirException known) {
      err.println("weir: " + sentence(known));
      known.excerpt().forEach(line -> err.println("  " + session.scrub(Printable.cells(line))));
      code = known.exitCode();
    } else if (error instanceof OutOfMemoryError) {
      err.println("weir: The memory is used up (engine). " + EngineError.MEMORY.remedy());
      code = EngineError.MEMORY.exitCode();
    } else {
      err.println(
          "weir: An internal error: %s (engine). %s"
              .formatted(session.clean(error.toString()), EngineError.INTERNAL.remedy()));
      code = EngineError.INTERNAL.exitCode();
    }
    if (trace) {
      StringWriter text = new StringWriter();
      error.printStackTrace(new PrintWriter(text, true));
      err.print(session.scrub(text.toString()));
    }
    return code;
  }

  /** {@code <message> (<place>). <hint>.} */
  private String sentence(WeirException error) {
    StringBuilder text = new StringBuilder(withoutStop(session.clean(error.getMessage())));
    text.append(" (").append(Printable.line(error.place().toString()));
    error.sqlState().ifPresent(state -> text.append(", SQLSTATE ").append(Printable.line(state)));
    text.append(").");
    if (!error.hint().isBlank()) {
      text.append(' ').append(withoutStop(session.clean(error.hint()))).append('.');
    }
    return text.toString();
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}

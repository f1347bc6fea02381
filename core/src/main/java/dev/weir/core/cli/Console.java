package dev.weir.core.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command talks to.
 *
 * @param rows for the rows of a query; unlike {@code out}, it reports failures
 * @param err for errors and progress; never for results
 * @param terminal whether a person watches {@code err}
 * @param outTerminal whether a person watches {@code out}
 */
record Console(
    PrintStream out,
    OutputStream rows,
    PrintStream err,
    Map<String, String> environment,
    boolean terminal,
    boolean outTerminal) {
  Console {
    environment = Map.copyOf(environment);
  }

  /** Says something in the midst of a run; below the line of progress that may stand there. */
  void notice(String text) {
    err.println((terminal ? "\n" : "") + text);
  }

  /** Whether the environment asks for stack traces. */
  boolean debug() {
    String value = environment.getOrDefault("WEIR_DEBUG", "");
    return !value.isEmpty() && !value.equals("0");
  }
}

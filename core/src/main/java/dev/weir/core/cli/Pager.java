package dev.weir.core.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import java.util.Optional;

/** The program that shows a table on a terminal page by page, such as less. */
final class Pager implements AutoCloseable {
  static final Pager NONE = new Pager(Optional.empty());

  /** Ends at the end of a text that fits the screen, and cuts long lines rather than wrap them. */
  private static final String DEFAULT = "less -FSRX";

  private final Optional<Process> process;

  private Pager(Optional<Process> process) {
    this.process = process;
  }

  /** Starts PAGER, or less; empty if PAGER is empty, or if there is no shell. */
  static Optional<Pager> start(Map<String, String> environment) {
    String command = environment.getOrDefault("PAGER", DEFAULT).strip();
    if (command.isEmpty()) {
      return Optional.empty();
    }
    String program = command.split("\\s+", 2)[0];
    String script = "command -v " + program + " >/dev/null || exec cat; exec " + command;
    try {
      return Optional.of(
          new Pager(
              Optional.of(
                  new ProcessBuilder("sh", "-c", script)
                      .redirectOutput(Redirect.INHERIT)
                      .redirectError(Redirect.INHERIT)
                      .start())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns where the table goes; empty if there is no pager. */
  Optional<OutputStream> input() {
    return process.map(Process::getOutputStream);
  }

  /** Waits until the person leaves the pager. */
  @Override
  public void close() {
    process.ifPresent(Pager::await);
  }

  private static void await(Process pager) {
    try (OutputStream input = pager.getOutputStream()) {
      input.flush();
    } catch (IOException e) {
      // The person has left it before the end.
      pager.destroy();
    }
    try {
      pager.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

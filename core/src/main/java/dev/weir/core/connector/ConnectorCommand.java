package dev.weir.core.connector;

import java.io.PrintStream;

/** A subcommand of {@code weir} that a connector offers under its own name. */
@FunctionalInterface
public interface ConnectorCommand {
  /**
   * Returns the command: an object with picocli's annotations, whose name is the connector's. It
   * returns an exit code, or throws a {@link dev.weir.core.error.WeirException}.
   *
   * @param out for results
   * @param err for notices
   */
  Object create(PrintStream out, PrintStream err);
}

package dev.weir.core.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command on a pipeline takes. */
final class PipelineArguments {
  @Parameters(paramLabel = "PIPELINE", description = "The pipeline's YAML file.")
  private Path pipeline = Path.of("");

  @Option(
      names = "--stacktrace",
      description = "Print an error's stack trace too (also: WEIR_DEBUG=1).")
  private boolean stacktrace;

  Path pipeline() {
    return pipeline;
  }

  /** Read by the error handler from the parsed line; here so that the option exists once. */
  boolean stacktrace() {
    return stacktrace;
  }
}

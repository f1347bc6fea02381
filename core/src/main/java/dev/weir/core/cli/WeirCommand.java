package dev.weir.core.cli;

import dev.weir.core.error.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir} without a command: prints the commands. */
@Command(
    name = "weir",
    description = "Moves tables through Arrow batches, and measures itself.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0 ok, 2 config, 3 schema, 4 source, 5 destination, 6 state or disk,",
      "  7 cancelled, 64 usage, 70 internal"
    })
final class WeirCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine self = spec.commandLine();
    if (self == null) {
      return ExitCode.USAGE.code();
    }
    throw new ParameterException(
        self, "Name a command: run, query, check, plan, discover, connectors, errors");
  }
}

package dev.weir.rules.cli;

import dev.weir.core.cli.VersionProvider;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code weir rules}. */
@Command(
    name = "rules",
    description = "Check, test and run rules over events.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
public final class RulesCommand {
  private RulesCommand() {}

  /** Returns the command with its subcommands. */
  public static Object create(PrintStream out, PrintStream err) {
    return new CommandLine(new RulesCommand())
        .addSubcommand(new CheckRulesCommand(out))
        .addSubcommand(new TestRulesCommand(out))
        .addSubcommand(new RunRulesCommand(out, err));
  }
}

package dev.weir.bench.cli;

import dev.weir.bench.sample.Machine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the machine and the Java that it is started with, as one JSON object. */
@Command(
    name = "environment",
    description = "Print this machine and this Java as JSON, for record --environment.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EnvironmentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(new Machine(Path.of("/")).environment().toJson());
    return ExitCode.OK;
  }
}

package dev.weir.bench.cli;

import dev.weir.bench.result.Machine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the machine and the JDK that runs this command, as one JSON object. */
@Command(
    name = "environment",
    description = "Print this machine and this JDK as JSON, for record --environment.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EnvironmentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(new Machine(Path.of("/")).environment().toJson());
    return BenchExitCode.OK;
  }
}

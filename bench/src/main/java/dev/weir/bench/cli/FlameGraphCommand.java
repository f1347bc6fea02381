package dev.weir.bench.cli;

import dev.weir.bench.result.ResultsFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import one.convert.Arguments;
import one.convert.JfrToFlame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws a recording of async-profiler or of JFR as flame graphs. */
@Command(
    name = "flame-graph",
    description = {
      "Draw a recording in JFR's format as flame graphs, cpu.html and allocation.html beside it."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class FlameGraphCommand implements Callable<Integer> {
  @Option(
      names = "--recording",
      required = true,
      paramLabel = "FILE",
      description = "What async-profiler or JFR wrote.")
  private Path recording;

  @Option(names = "--title", paramLabel = "TEXT", description = "Title of the pages.")
  private String title = "Profile";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    // Without an option, the converter takes the samples of running threads.
    draw("cpu.html", new Arguments("--title", title + ", CPU time"));
    draw("allocation.html", new Arguments("--alloc", "--total", "--title", title + ", allocation"));
    return BenchExitCode.OK;
  }

  private void draw(String name, Arguments arguments) {
    Path page = recording.toAbsolutePath().resolveSibling(name);
    try {
      JfrToFlame.convert(recording.toString(), page.toString(), arguments);
    } catch (IOException e) {
      throw new ResultsFileException(
          "The recording %s cannot be drawn as %s: %s.".formatted(recording, page, e), e);
    }
    spec.commandLine().getOut().println(page);
  }
}

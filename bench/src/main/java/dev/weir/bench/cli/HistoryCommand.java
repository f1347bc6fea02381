package dev.weir.bench.cli;

import dev.weir.bench.history.HistoryText;
import dev.weir.bench.history.Measurements;
import dev.weir.bench.history.Series;
import dev.weir.bench.report.HistoryReport;
import dev.weir.bench.report.HtmlFormat;
import dev.weir.bench.result.Phase;
import dev.weir.bench.result.RunFilter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints how the times of each mode changed over all recorded benchmark runs. */
@Command(
    name = "history",
    description = {
      "Print the recorded times of each mode, number of rows and environment, with changes of level.",
      "Builds of a comparison are points of their own."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class HistoryCommand implements Callable<Integer> {
  @Option(names = "--results", required = true, description = "File of recorded runs.")
  private Path results;

  @Mixin private SubjectOptions subject;

  @Option(names = "--last", description = "Only the last so many points of each (default: 30).")
  private int last = 30;

  private enum Format {
    TEXT,
    MARKDOWN
  }

  @Option(names = "--format", description = "text or markdown (default: text).")
  private Format format = Format.TEXT;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write the history with charts as one HTML file.")
  private Optional<Path> html = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    if (last < 1) {
      throw new ParameterException(command, "--last must be 1 or more");
    }
    Measurements measurements = new Measurements();
    RunFilter filter = subject.filter().withPhase(Phase.WARM);
    ResultsOptions.read(command, results, filter, measurements::add);
    List<Series> all =
        Series.of(measurements.list(), last).stream()
            .filter(series -> subject.admits(series.subject()))
            .toList();
    if (all.isEmpty()) {
      throw new ParameterException(
          command, "no results%s in %s".formatted(subject.describe(), results));
    }
    PrintWriter out = command.getOut();
    boolean ascii = format == Format.TEXT && !OutputTerminal.isUtf8(System.getenv());
    all.forEach(series -> print(out, HistoryText.of(series, ascii)));
    out.flush();
    html.ifPresent(
        file -> HtmlFormat.write(file, HtmlFormat.of("Benchmark history", HistoryReport.of(all))));
    return BenchExitCode.OK;
  }

  private void print(PrintWriter out, List<String> lines) {
    if (format == Format.MARKDOWN) {
      out.println("### " + lines.get(0));
      out.println();
      out.println("```");
      lines.subList(1, lines.size()).forEach(out::println);
      out.println("```");
    } else {
      lines.forEach(out::println);
    }
    out.println();
  }
}

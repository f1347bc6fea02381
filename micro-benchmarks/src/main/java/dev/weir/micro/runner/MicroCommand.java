package dev.weir.micro.runner;

import dev.weir.bench.cli.OutputTerminal;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.report.HtmlFormat;
import dev.weir.bench.report.Paint;
import dev.weir.bench.report.Report;
import dev.weir.bench.report.TextFormat;
import dev.weir.bench.result.Machine;
import dev.weir.bench.result.ResultsFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** One command: divides the arguments, measures or reads records, compares and reports. */
public final class MicroCommand {
  private static final int OK = 0;

  /** A benchmark failed, or with {@code --gate} a row regressed. */
  private static final int FAILED = 1;

  private static final int USAGE = 64;
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Function<CommandLineOptions, Options> defaults;
  private final Clock clock;
  private final PrintStream out;
  private final PrintStream err;
  private final MicroOptions own = new MicroOptions();
  private final CommandLine parser = MicroOptions.parser(own);
  private final ClassPath classPath = ClassPath.own();

  /**
   * A command.
   *
   * @param defaults adds to JMH's options what every run has
   */
  public MicroCommand(
      Function<CommandLineOptions, Options> defaults,
      Clock clock,
      PrintStream out,
      PrintStream err) {
    this.defaults = defaults;
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  /** Returns the exit code. */
  public int run(List<String> arguments) throws IOException {
    MicroArguments divided = MicroArguments.split(parser.getCommandSpec(), arguments);
    try {
      parser.parseArgs(divided.own().toArray(String[]::new));
      MicroFiles files = own.files(classPath);
      own.check(files);
      return run(files, divided);
    } catch (ParameterException e) {
      err.println("Error parsing command line:");
      err.println(" " + e.getMessage());
      return USAGE;
    } catch (CommandLineOptionException e) {
      err.println("Error parsing command line:");
      err.println(" " + e.getMessage());
      divided
          .nearMiss(parser.getCommandSpec())
          .ifPresent(name -> err.println(" Did you mean " + name + "?"));
      return USAGE;
    } catch (RunnerException e) {
      // That no benchmark matches is told by JMH's exception in toString alone.
      err.println(e.getMessage() != null ? e.getMessage() : e.toString());
      return FAILED;
    } catch (TargetException | ResultsFileException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  private int run(MicroFiles files, MicroArguments divided)
      throws IOException, CommandLineOptionException, RunnerException {
    String runId = RUN_ID.format(clock.instant()) + "-" + ProcessHandle.current().pid();
    CommandLineOptions given =
        new CommandLineOptions(jmhArguments(files, divided, runId).toArray());
    Options options = defaults.apply(given);
    if (given.shouldHelp()) {
      parser.usage(out);
      out.println();
      given.showHelp();
    } else if (given.shouldList()) {
      new Runner(options).list();
    } else if (given.shouldListWithParams()) {
      new Runner(options).listWithParams(given);
    } else if (given.shouldListProfilers()) {
      given.listProfilers();
    } else if (given.shouldListResultFormats()) {
      given.listResultFormats();
    } else {
      return measureOrReport(files, options, runId);
    }
    return OK;
  }

  private JmhArguments jmhArguments(MicroFiles files, MicroArguments divided, String runId) {
    JmhArguments jmh = new JmhArguments(divided.jmh());
    own.tier().ifPresent(jmh::inTier);
    if (own.hasTargets()) {
      jmh.withAllocation();
    }
    if (jmh.usesAsyncProfiler()) {
      Path target =
          classPath
              .jar()
              .flatMap(jar -> Optional.ofNullable(jar.getParent()))
              .orElse(Path.of("target"));
      Optional<Path> library = JmhArguments.asyncLibrary(target);
      if (library.isEmpty() && !jmh.namesAsyncLibrary()) {
        throw own.usage(
            "-prof async: there is no async-profiler for this system in %s; mvn -pl micro-benchmarks verify unpacks it on Linux, or name one: -prof async:libPath=FILE"
                .formatted(target.resolve("dist/lib/async-profiler")));
      }
      jmh.withAsyncPaths(library, files.profiles(runId));
    }
    return jmh;
  }

  private int measureOrReport(MicroFiles files, Options options, String runId)
      throws IOException, RunnerException {
    if (own.isMarkdown()) {
      out.print(ReadmeTable.markdown(selected(files.read(err), options).latest()));
      return OK;
    }
    List<BenchmarkTarget> targets = own.hasTargets() ? TargetFile.own() : List.of();
    if (!own.measures()) {
      MicroRecords records = selected(files.read(err), options);
      return report(files, new Outcome(records, records.latest(), Optional.empty(), 0), targets);
    }
    Optional<ClassPath> other = own.against(files);
    // Fails now where the file cannot be written, and not after the first fork.
    files.append(List.of());
    Machine machine = new Machine(Path.of("/"));
    JmhRuns runs = new JmhRuns(options, runId, files, machine, new ForkRecorder(machine, clock));
    int pairs = other.isPresent() ? options.getForkCount().orElse(Looks.DEFAULT_PAIRS) : 0;
    try (PrintStream jmhOut = JmhRuns.output(options, out)) {
      if (other.isPresent()) {
        alternate(runs, options, other.get(), pairs, jmhOut);
      } else {
        runs.plain(jmhOut);
      }
    }
    MicroRecords recorded = runs.recorded();
    if (recorded.forks().isEmpty()) {
      err.println("No fork has measured anything, so there is nothing to report, compare or keep.");
      return FAILED;
    }
    int code = report(files, new Outcome(recorded, recorded, other, pairs), targets);
    own.saveBaseline()
        .ifPresent(
            name ->
                out.println("baseline " + files.saveBaseline(name, recorded.forks(), classPath)));
    return code;
  }

  private void alternate(
      JmhRuns runs, Options options, ClassPath other, int pairs, PrintStream jmhOut)
      throws RunnerException {
    if (options.getResult().hasValue() || options.getResultFormat().hasValue()) {
      throw own.usage(
          "-rf and -rff write JMH's report of one run: leave them out with --against, which records each fork");
    }
    if (pairs < 1) {
      throw own.usage("--against needs forks: -f 1 or more");
    }
    KnownBenchmarks known = other.jar().flatMap(KnownBenchmarks::of).orElseThrow();
    List<BenchmarkRow> rows = new ArrayList<>();
    for (BenchmarkRow row :
        BenchmarkRow.selected(
            options, OutputFormatFactory.createFormatInstance(jmhOut, VerboseMode.SILENT))) {
      if (known.has(row.benchmark())) {
        rows.add(row);
      } else {
        err.println("not compared: " + row.text() + ": " + other.text() + " has no such benchmark");
      }
    }
    if (rows.isEmpty()) {
      throw own.usage("--against: the builds have no benchmark in common that is selected");
    }
    runs.alternating(other, rows, pairs, own.seed().orElse(clock.millis()), jmhOut);
  }

  /** The records of the benchmarks that JMH would run. */
  private MicroRecords selected(MicroRecords records, Options options) {
    List<String> names =
        BenchmarkRow.selected(
                options, OutputFormatFactory.createFormatInstance(out, VerboseMode.SILENT))
            .stream()
            .map(BenchmarkRow::benchmark)
            .toList();
    MicroRecords found = records.filter(fork -> names.contains(fork.row().benchmark()));
    if (found.forks().isEmpty()) {
      throw own.usage(
          "there are no records of these benchmarks in %s; a run without --report makes them"
              .formatted(own.files(classPath).records()));
    }
    return found;
  }

  /**
   * What there is to report.
   *
   * @param records all that targets may be compared with
   * @param shown the rows of the report
   * @param other the other build of a run of pairs
   */
  private record Outcome(
      MicroRecords records, MicroRecords shown, Optional<ClassPath> other, int pairs) {}

  private int report(MicroFiles files, Outcome outcome, List<BenchmarkTarget> targets) {
    MicroReport report = new MicroReport("Benchmarks", outcome.shown());
    Optional<RowChanges> changes = changes(files, outcome);
    changes.ifPresent(it -> report.withChanges(it, baseName(outcome)));
    if (own.hasTargets()) {
      report.withTargets(TargetCheck.of(targets, outcome.records()));
    }
    out.print(
        TextFormat.of(
            List.of(report.build(false)),
            OutputTerminal.layout(System.getenv(), System.getProperties(), new Paint(false))));
    own.html()
        .ifPresent(
            file -> {
              List<Report> page = List.of(report.build(true));
              HtmlFormat.write(file, HtmlFormat.of("Benchmarks", page));
            });
    return changes
        .map(
            it ->
                own.gate()
                    .exitCode(new PrintWriter(err, true, StandardCharsets.UTF_8), it.checks()))
        .orElse(OK);
  }

  private Optional<RowChanges> changes(MicroFiles files, Outcome outcome) {
    if (outcome.other().isPresent()) {
      return Optional.of(RowChanges.ofPairs(outcome.records(), outcome.pairs(), own.limits()));
    }
    return own.baseline()
        .map(
            name ->
                RowChanges.ofRuns(
                    files.baseline(name, err).latest(),
                    outcome.shown(),
                    "baseline " + name,
                    own.limits()));
  }

  private String baseName(Outcome outcome) {
    return outcome
        .other()
        .map(it -> it.build().label() + " (" + it.text() + ")")
        .orElseGet(() -> "baseline " + own.baseline().orElse(""));
  }
}

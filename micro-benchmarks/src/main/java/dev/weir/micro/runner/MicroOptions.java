package dev.weir.micro.runner;

import dev.weir.bench.cli.GateSwitch;
import dev.weir.bench.cli.LimitOptions;
import dev.weir.bench.decision.Limits;
import dev.weir.bench.history.Baselines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that are added to JMH's. */
@Command(
    name = "java -jar target/benchmarks.jar",
    description = "Run benchmarks, record each fork, compare and report.",
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class MicroOptions {
  /**
   * A higher threshold than that of whole runs: that code and data of another build lie elsewhere
   * in memory can alone change a short time by some percent (Mytkowicz, Diwan, Hauswirth and
   * Sweeney, "Producing wrong data without doing anything obviously wrong!", ASPLOS 2009).
   */
  static final Limits DEFAULT_LIMITS = new Limits(0.05, 0.05);

  @Option(
      names = "--tier",
      description = "Only the benchmarks of a tier: micro, rules, integration or comparison.")
  private Optional<BenchmarkTier> tier = Optional.empty();

  @Option(
      names = "--save-baseline",
      paramLabel = "NAME",
      description = "Keep the records of this run, and the jar, as a baseline.")
  private Optional<String> saveBaseline = Optional.empty();

  @Option(
      names = "--baseline",
      paramLabel = "NAME",
      description = "Compare with this baseline, which --save-baseline made.")
  private Optional<String> baseline = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "JAR",
      description = {
        "Compare with the build in JAR, or with the jar of a baseline of this name: forks of both in turn, in pairs.",
        "-f is the number of pairs (default: 20)."
      })
  private Optional<String> against = Optional.empty();

  @Option(names = "--seed", description = "Seed of the order of pairs (default: the time).")
  private Optional<Long> seed = Optional.empty();

  @Mixin private GateSwitch gate;
  @Mixin private LimitOptions limits;

  @Option(names = "--targets", description = "Print whether each target is met; turns -prof gc on.")
  private boolean targets;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write the report as one HTML file.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--report",
      description = "Measure nothing: report on the latest records of each benchmark.")
  private boolean report;

  @Option(
      names = "--markdown",
      description = "Measure nothing: print the latest records as the table of README.md.")
  private boolean markdown;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "File of records (default: bench_results/micro.jsonl beside the jar).")
  private Optional<Path> results = Optional.empty();

  @Spec private CommandSpec spec;

  /** A parser of these options, which it fills. */
  static CommandLine parser(MicroOptions options) {
    return new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
  }

  Optional<BenchmarkTier> tier() {
    return tier;
  }

  Optional<String> saveBaseline() {
    return saveBaseline;
  }

  Optional<String> baseline() {
    return baseline;
  }

  Optional<Long> seed() {
    return seed;
  }

  GateSwitch gate() {
    return gate;
  }

  boolean hasTargets() {
    return targets;
  }

  Optional<Path> html() {
    return html;
  }

  boolean isMarkdown() {
    return markdown;
  }

  /** Whether to measure; else records are reported. */
  boolean measures() {
    return !report && !markdown;
  }

  Limits limits() {
    return limits.limits(spec.commandLine(), DEFAULT_LIMITS);
  }

  MicroFiles files(ClassPath own) {
    return results.map(MicroFiles::new).orElseGet(() -> MicroFiles.beside(own));
  }

  /**
   * Checks the options together, before anything is measured.
   *
   * @throws ParameterException that says what is wrong and what to do
   */
  void check(MicroFiles files) {
    List<Optional<String>> names = List.of(saveBaseline, baseline);
    names.forEach(name -> name.ifPresent(this::checkName));
    baseline
        .filter(name -> !Files.exists(files.baselines().file(name)))
        .ifPresent(
            name -> {
              throw usage(
                  "there is no baseline %s (%s); --save-baseline %s makes it; there are: %s"
                      .formatted(
                          name, files.baselines().file(name), name, known(files.baselines())));
            });
    if (gate.isGiven() && baseline.isEmpty() && against.isEmpty()) {
      throw usage("--gate needs something to compare with: --baseline NAME, or --against JAR");
    }
    if (baseline.isPresent() && against.isPresent()) {
      throw usage("--baseline and --against are two comparisons: give one of them");
    }
    if (!measures() && (saveBaseline.isPresent() || against.isPresent())) {
      throw usage(
          "--report and --markdown measure nothing: leave out --save-baseline and --against");
    }
    if (against.isPresent() && saveBaseline.isPresent()) {
      throw usage("a baseline is of one build: leave out --against or --save-baseline");
    }
    limits();
  }

  private void checkName(String name) {
    if (!Baselines.isName(name)) {
      throw usage(
          "a baseline's name has 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit, not '%s'"
              .formatted(name));
    }
  }

  private static String known(Baselines baselines) {
    List<String> names = baselines.names();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /** The class path of --against: a jar with benchmarks; empty where the option is not given. */
  Optional<ClassPath> against(MicroFiles files) {
    return against.map(
        text -> {
          Path given = Path.of(text);
          Path jar = !Files.exists(given) && Baselines.isName(text) ? files.jarOf(text) : given;
          if (KnownBenchmarks.of(jar).isEmpty()) {
            throw usage(
                "--against %s: there is no jar with benchmarks there (%s); mvn -pl micro-benchmarks verify builds target/benchmarks.jar, --save-baseline NAME keeps it"
                    .formatted(text, jar));
          }
          return new ClassPath(jar.toAbsolutePath().toString());
        });
  }

  ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}

package dev.weir.bench.cli;

import dev.weir.bench.sample.Arm;
import dev.weir.bench.sample.Build;
import dev.weir.bench.sample.Environment;
import dev.weir.bench.sample.Facts;
import dev.weir.bench.sample.IncompleteRecordException;
import dev.weir.bench.sample.Machine;
import dev.weir.bench.sample.Noise;
import dev.weir.bench.sample.Phase;
import dev.weir.bench.sample.ProcessRecords;
import dev.weir.bench.sample.ResultsFile;
import dev.weir.bench.sample.RunRecord;
import dev.weir.bench.sample.Sample;
import dev.weir.bench.sample.Slot;
import dev.weir.bench.sample.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Checks what one process measured and adds it to the results: all of its runs, or none. Prints how
 * it went and how long the rest may take.
 */
@Command(
    name = "record",
    description = "Check the records of one process and add them to the results.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RecordCommand implements Callable<Integer> {
  @Option(names = "--record", required = true, description = "What the process wrote.")
  private Path record;

  @Option(names = "--results", required = true, description = "The file to add to.")
  private Path results;

  @Option(names = "--connector", required = true)
  private String connector;

  @Option(names = "--mode", required = true)
  private String mode;

  @Option(names = "--limit", description = "The mode is the limit that others are held against.")
  private boolean limit;

  @Option(names = "--rows", required = true, description = "What each run was asked to move.")
  private long rows;

  @Option(names = "--warmup", required = true, description = "Unmeasured runs after the cold one.")
  private int warmups;

  @Option(names = "--repeats", required = true, description = "Measured runs.")
  private int repeats;

  @Option(names = "--run", required = true, description = "The harness's run.")
  private String run;

  @Option(names = "--iteration", required = true)
  private int iteration;

  @Option(names = "--position", required = true)
  private int position;

  @Option(names = "--seed", required = true)
  private long seed;

  @Option(names = "--arm", description = "A or B, in a comparison.")
  private Optional<Arm> arm = Optional.empty();

  @Option(names = "--ref-label", description = "What the user called the commit.")
  private String ref = "";

  @Option(names = "--git-sha", description = "Empty outside of a checkout.")
  private String sha = "";

  @Option(names = "--git-branch", description = "Empty where none is checked out.")
  private String branch = "";

  @Option(names = "--dirty", arity = "1", description = "Whether files differ from the commit.")
  private boolean dirty;

  @Option(names = "--facts", required = true, description = "What setup.sh left; may be absent.")
  private Path facts;

  @Option(names = "--environment", required = true, description = "From weir-bench environment.")
  private Path environment;

  @Option(names = "--load-before", description = "/proc/loadavg before the process started.")
  private String loadBefore = "";

  @Option(names = "--stat-before", description = "The first line of /proc/stat then.")
  private String statBefore = "";

  @Option(
      names = "--check-only",
      description = "Check, as after a failed process, and record nothing.")
  private boolean checkOnly;

  @Mixin private Progress progress;
  @Spec private CommandSpec spec;

  private final Clock clock;

  RecordCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    List<RunRecord> runs = ProcessRecords.read(record, rows, 1 + warmups + repeats);
    if (!checkOnly) {
      new ResultsFile(results).append(samples(runs));
    }
    double warmSecs =
        runs.stream()
            .filter(it -> phase(it) == Phase.WARM)
            .collect(Collectors.averagingDouble(RunRecord::durationSecs));
    spec.commandLine().getOut().println(progress.line(warmSecs, clock.instant()));
    return ExitCode.OK;
  }

  private Phase phase(RunRecord run) {
    return Phase.of(run.repeat(), warmups);
  }

  private List<Sample> samples(List<RunRecord> runs) {
    Instant now = clock.instant();
    Subject subject = new Subject(connector, mode, rows, limit);
    Build build = new Build(arm, present(ref), present(sha), present(branch), dirty);
    Slot slot = new Slot(run, iteration, position, seed);
    Map<String, String> found = Facts.read(facts);
    Environment machine = machine().withPostgres(Optional.ofNullable(found.get(Facts.POSTGRES)));
    Noise noise = new Machine(Path.of("/")).noise(loadBefore, statBefore);
    return runs.stream()
        .map(it -> new Sample(now, subject, phase(it), build, slot, machine, noise, found, it))
        .toList();
  }

  private Environment machine() {
    try {
      return Environment.parse(Files.readString(environment));
    } catch (IOException e) {
      throw new IncompleteRecordException("the environment cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}

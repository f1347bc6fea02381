package dev.weir.bench.cli;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.result.Arm;
import dev.weir.bench.result.Build;
import dev.weir.bench.result.ComparisonSettings;
import dev.weir.bench.result.EngineRecord;
import dev.weir.bench.result.Environment;
import dev.weir.bench.result.Harness;
import dev.weir.bench.result.IncompleteRecordException;
import dev.weir.bench.result.Machine;
import dev.weir.bench.result.Noise;
import dev.weir.bench.result.Phase;
import dev.weir.bench.result.ProcessAccount;
import dev.weir.bench.result.ProcessRecords;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.ResultsFile;
import dev.weir.bench.result.SetupFacts;
import dev.weir.bench.result.Slot;
import dev.weir.bench.result.Subject;
import dev.weir.bench.result.TargetDigest;
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
 * Checks the records of one process and appends its runs to the results: all of them, or none.
 * Prints the mean time of its warm runs and the estimated remaining time.
 */
@Command(
    name = "record",
    description = "Check the records of one process and append them to the results.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RecordCommand implements Callable<Integer> {
  @Option(
      names = "--record",
      required = true,
      description = "File of records that the process wrote.")
  private Path recordFile;

  @Option(names = "--results", required = true, description = "File to append to.")
  private Path results;

  @Option(names = "--connector", required = true)
  private String connector;

  @Option(names = "--mode", required = true)
  private String mode;

  @Option(
      names = "--limit",
      description = "The mode is the limit that the others are compared with.")
  private boolean limit;

  @Option(names = "--rows", required = true, description = "Rows that each run should read.")
  private long rows;

  @Option(
      names = "--warmup",
      required = true,
      description = "Number of warm-up runs after the cold run.")
  private int warmups;

  @Option(names = "--repeats", required = true, description = "Number of measured runs.")
  private int repeats;

  @Option(names = "--run", required = true, description = "Id of the benchmark run.")
  private String run;

  @Option(names = "--iteration", required = true)
  private int iteration;

  @Option(names = "--position", required = true)
  private int position;

  @Option(names = "--seed", required = true)
  private long seed;

  @Option(names = "--arm", description = "A or B, in a comparison.")
  private Optional<Arm> arm = Optional.empty();

  @Option(names = "--ref-label", description = "Name that the user gave for the commit.")
  private String ref = "";

  @Option(names = "--git-sha", description = "Commit; empty outside of a checkout.")
  private String sha = "";

  @Option(names = "--git-branch", description = "Branch; empty where none is checked out.")
  private String branch = "";

  @Option(names = "--dirty", arity = "1", description = "Whether files differ from the commit.")
  private boolean dirty;

  @Option(
      names = "--facts",
      required = true,
      description = "File that setup.sh wrote; may be absent.")
  private Path factsFile;

  @Option(
      names = "--environment",
      required = true,
      description = "Output of weir-bench environment.")
  private Path environmentFile;

  @Option(
      names = "--environment-facts",
      split = ",",
      description = "Which facts of setup.sh belong to the environment.")
  private List<String> environmentFacts = List.of();

  @Option(names = "--process", description = "File of what the scripts read around the process.")
  private Optional<Path> processFile = Optional.empty();

  @Option(names = "--target", description = "File of the target's digest, which verify.sh wrote.")
  private Optional<Path> targetFile = Optional.empty();

  @Option(names = "--build-digest", description = "SHA-256 over the launchers and jars.")
  private String buildDigest = "";

  @Option(names = "--harness-sha", description = "Commit of scripts, hooks and fixtures.")
  private String harnessSha = "";

  @Option(
      names = "--harness-dirty",
      arity = "1",
      description = "Whether scripts, hooks or fixtures differ from that commit.")
  private boolean harnessDirty;

  @Option(
      names = "--check-only",
      description = "Check the records of a failed process, and append nothing.")
  private boolean checkOnly;

  @Option(names = "--pairs", description = "Number of pairs that the comparison planned.")
  private int plannedPairs = Looks.DEFAULT_PAIRS;

  @Mixin private LimitOptions limitOptions;
  @Mixin private ProgressOptions progress;
  @Spec private CommandSpec spec;

  private final Clock clock;

  RecordCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Subject subject = new Subject(connector, mode, rows, limit);
    Map<String, String> setup = SetupFacts.read(factsFile);
    List<EngineRecord> records =
        ProcessRecords.read(
            recordFile, rows, SetupFacts.target(setup, subject), 1 + warmups + repeats);
    if (!checkOnly) {
      new ResultsFile(results).append(recordedRuns(subject, setup, records));
    }
    double warmSecs =
        records.stream()
            .filter(record -> phase(record) == Phase.WARM)
            .collect(Collectors.averagingDouble(EngineRecord::durationSecs));
    spec.commandLine().getOut().println(progress.describe(warmSecs, clock.instant()));
    return BenchExitCode.OK;
  }

  private Phase phase(EngineRecord record) {
    return Phase.of(record.repeat(), warmups);
  }

  private List<RecordedRun> recordedRuns(
      Subject subject, Map<String, String> setup, List<EngineRecord> records) {
    Instant now = clock.instant();
    Build build =
        new Build(arm, present(ref), present(sha), present(branch), dirty, present(buildDigest));
    Slot slot = new Slot(run, iteration, position, seed);
    Environment measured =
        environment().withFacts(SetupFacts.ofEnvironment(setup, environmentFacts));
    ProcessAccount process = processFile.map(ProcessAccount::read).orElse(ProcessAccount.UNKNOWN);
    Noise noise = new Machine(Path.of("/")).noise(process);
    Optional<TargetDigest> target = targetFile.map(TargetDigest::read);
    target.ifPresent(content -> SetupFacts.expect(setup, subject, content));
    Harness harness = Harness.of(present(harnessSha), harnessDirty, process, target);
    Optional<ComparisonSettings> comparison = arm.map(it -> comparison());
    return records.stream()
        .map(
            record ->
                new RecordedRun(
                    now,
                    subject,
                    phase(record),
                    build,
                    slot,
                    measured,
                    noise,
                    setup,
                    record,
                    harness,
                    comparison))
        .toList();
  }

  private ComparisonSettings comparison() {
    Limits limits = limitOptions.limits(spec.commandLine());
    return new ComparisonSettings(limits.threshold(), limits.margin(), plannedPairs);
  }

  private Environment environment() {
    try {
      return Environment.parse(Files.readString(environmentFile));
    } catch (IOException e) {
      throw new IncompleteRecordException("the environment cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}

package dev.weir.bench.cli;

import dev.weir.bench.decision.Decision;
import dev.weir.bench.decision.Decisions;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.decision.PairTime;
import dev.weir.bench.decision.RecordedPairs;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says after a block of pairs whether a comparison needs more of them. */
@Command(
    name = "decide",
    description = {
      "Print `stop` or `continue` and the reason, on one line, for a comparison that is being measured.",
      "It stops at a planned look where every mode's answer is clear, and after the last pair."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DecideCommand implements Callable<Integer> {
  @Mixin private ResultsOptions options;
  @Mixin private LimitOptions limits;
  @Spec private CommandSpec spec;

  @Option(names = "--pairs", description = "Number of pairs that are planned (default: 20).")
  private int plannedPairs = Looks.DEFAULT_PAIRS;

  @Option(names = "--connector", description = "Decide for this connector only.")
  private String connector = "";

  @Override
  public Integer call() {
    if (plannedPairs < 1) {
      throw new ParameterException(spec.commandLine(), "--pairs must be 1 or more");
    }
    Map<String, List<PairTime>> modes = modes(options.runs(spec.commandLine()));
    Looks looks = Looks.of(plannedPairs);
    Map<String, Decision> decisions = Decisions.of(modes, limits.limits(spec.commandLine()), looks);
    int pairs = modes.values().stream().mapToInt(List::size).min().orElse(0);
    boolean clear =
        looks.isLook(pairs)
            && decisions.size() == modes.size()
            && decisions.values().stream().allMatch(Decision::isClear);
    boolean stop = pairs >= plannedPairs || (clear && !modes.isEmpty());
    spec.commandLine()
        .getOut()
        .printf(
            "%s after %d of %d pairs%s%n",
            stop ? "stop" : "continue", pairs, plannedPairs, reason(decisions));
    return BenchExitCode.OK;
  }

  private Map<String, List<PairTime>> modes(List<RecordedRun> runs) {
    Map<Subject, List<RecordedRun>> bySubject =
        runs.stream()
            .filter(run -> connector.isEmpty() || run.subject().connector().equals(connector))
            .collect(
                Collectors.groupingBy(
                    RecordedRun::subject, LinkedHashMap::new, Collectors.toList()));
    Map<String, List<PairTime>> modes = new LinkedHashMap<>();
    bySubject.forEach(
        (subject, ofSubject) -> modes.put(subject.id(), RecordedPairs.of(ofSubject).times()));
    return modes;
  }

  private static String reason(Map<String, Decision> decisions) {
    return decisions.entrySet().stream()
        .map(
            mode ->
                String.format(
                    Locale.ROOT,
                    "; %s: %s, %+.1f %% [%+.1f %%, %+.1f %%]",
                    mode.getKey(),
                    mode.getValue().verdict().words(),
                    percent(mode.getValue().ratio().point()),
                    percent(mode.getValue().ratio().low()),
                    percent(mode.getValue().ratio().high())))
        .collect(Collectors.joining());
  }

  private static double percent(double ratio) {
    return (ratio - 1) * 100;
  }
}

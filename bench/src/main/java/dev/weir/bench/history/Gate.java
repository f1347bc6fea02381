package dev.weir.bench.history;

import dev.weir.bench.decision.Decision;
import dev.weir.bench.decision.Decisions;
import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.decision.PairTime;
import dev.weir.bench.decision.RecordedPairs;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checks of a gate: one for each mode. */
public final class Gate {
  private Gate() {}

  /**
   * The checks of a run of compare.sh, all modes together under Holm's procedure.
   *
   * @param runs of one benchmark run
   * @param plannedPairs the pairs that were planned, which determine the looks
   */
  public static List<GateCheck> ofPairs(List<RecordedRun> runs, Limits limits, int plannedPairs) {
    Map<Subject, List<RecordedRun>> bySubject =
        runs.stream()
            .filter(run -> run.build().arm().isPresent())
            .collect(
                Collectors.groupingBy(
                    RecordedRun::subject, LinkedHashMap::new, Collectors.toList()));
    Map<String, List<PairTime>> modes = new LinkedHashMap<>();
    bySubject.forEach(
        (subject, ofSubject) -> modes.put(subject.id(), RecordedPairs.of(ofSubject).times()));
    Map<String, Decision> decisions = Decisions.of(modes, limits, Looks.of(plannedPairs));
    return modes.keySet().stream()
        .map(
            mode ->
                new GateCheck(
                    mode, Optional.ofNullable(decisions.get(mode)).map(Decision::verdict)))
        .toList();
  }

  /** The checks of a run of bench.sh against a baseline. */
  public static List<GateCheck> ofChanges(SessionComparison comparison) {
    return comparison.changes().stream()
        .map(change -> new GateCheck(change.now().subject().id(), change.verdict()))
        .toList();
  }
}

package dev.weir.bench.result;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which recorded runs to read. A condition that is empty holds for all runs.
 *
 * @param runId id of the benchmark run
 * @param connector name of the connector's folder
 * @param mode one variant of the connector's benchmark
 * @param rows number of rows that each run moves
 * @param shas commits, in full
 * @param phases phases of runs
 */
public record RunFilter(
    Optional<String> runId,
    Optional<String> connector,
    Optional<String> mode,
    Optional<Long> rows,
    Set<String> shas,
    Set<Phase> phases) {

  public RunFilter {
    shas = Set.copyOf(shas);
    phases = Set.copyOf(phases);
  }

  public static RunFilter all() {
    return new RunFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        EnumSet.noneOf(Phase.class));
  }

  public static RunFilter ofRun(String runId) {
    return all().withRun(runId);
  }

  public RunFilter withRun(String id) {
    return new RunFilter(Optional.of(id), connector, mode, rows, shas, phases);
  }

  public RunFilter withSubject(
      Optional<String> ofConnector, Optional<String> ofMode, Optional<Long> ofRows) {
    return new RunFilter(runId, ofConnector, ofMode, ofRows, shas, phases);
  }

  public RunFilter withShas(Set<String> commits) {
    return new RunFilter(runId, connector, mode, rows, commits, phases);
  }

  public RunFilter withPhase(Phase phase) {
    return new RunFilter(runId, connector, mode, rows, shas, Set.of(phase));
  }

  /** Whether the conditions hold. */
  boolean matches(RecordedRun run) {
    return (runId.isEmpty() || runId.get().equals(run.slot().runId()))
        && (connector.isEmpty() || connector.get().equals(run.subject().connector()))
        && (mode.isEmpty() || mode.get().equals(run.subject().mode()))
        && (rows.isEmpty() || rows.get() == run.subject().rows())
        && (shas.isEmpty() || run.build().sha().filter(shas::contains).isPresent())
        && (phases.isEmpty() || phases.contains(run.phase()));
  }

  /**
   * Whether the conditions may hold, by the fields that the header has. An absent field meets its
   * condition, as the whole line may have it.
   */
  boolean admits(RunHeader header) {
    return meets(runId, header.runId())
        && meets(connector, header.connector())
        && meets(mode, header.mode())
        && meets(rows, header.rows())
        && (shas.isEmpty() || header.sha().map(shas::contains).orElse(true))
        && (phases.isEmpty() || header.phase().map(this::hasPhase).orElse(true));
  }

  private boolean hasPhase(String word) {
    return phases.stream().anyMatch(phase -> phase.word().equals(word));
  }

  private static <T> boolean meets(Optional<T> wanted, Optional<T> actual) {
    return wanted.isEmpty() || actual.isEmpty() || wanted.equals(actual);
  }
}

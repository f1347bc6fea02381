package dev.weir.bench.result;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a measured process, cold and warm-up runs included: a line of the results file. It has
 * read exactly its rows, and has written those that its mode writes.
 *
 * @param timestamp when it was recorded
 * @param facts what the connector's {@code setup.sh} reported, such as the server's settings
 * @param record the engine's record of the run
 * @param harness what the harness itself says of the run's process
 * @param comparison of a run of {@code compare.sh}; empty outside of one, and in older lines
 */
public record RecordedRun(
    Instant timestamp,
    Subject subject,
    Phase phase,
    Build build,
    Slot slot,
    Environment environment,
    Noise noise,
    Map<String, String> facts,
    EngineRecord record,
    Harness harness,
    Optional<ComparisonSettings> comparison) {

  /** A run of which the harness says nothing, as in lines of version 1. */
  public RecordedRun(
      Instant timestamp,
      Subject subject,
      Phase phase,
      Build build,
      Slot slot,
      Environment environment,
      Noise noise,
      Map<String, String> facts,
      EngineRecord record) {
    this(
        timestamp,
        subject,
        phase,
        build,
        slot,
        environment,
        noise,
        facts,
        record,
        Harness.UNKNOWN,
        Optional.empty());
  }

  public RecordedRun {
    List<String> faults = record.faults(subject.rows(), SetupFacts.target(facts, subject));
    if (!faults.isEmpty()) {
      throw new IncompleteRecordException("the run is not correct: " + String.join("; ", faults));
    }
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}

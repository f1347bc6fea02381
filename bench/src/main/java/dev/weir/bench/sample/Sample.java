package dev.weir.bench.sample;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One measured run that moved all of its rows: a line of the results file.
 *
 * @param timestamp when it was recorded
 * @param facts what the connector's set-up said about its surroundings, such as the server's
 *     version
 */
public record Sample(
    Instant timestamp,
    Subject subject,
    Phase phase,
    Build build,
    Slot slot,
    Environment environment,
    Noise noise,
    Map<String, String> facts,
    RunRecord run) {

  public Sample {
    List<String> faults = run.faults(subject.rows());
    if (!faults.isEmpty()) {
      throw new IncompleteRecordException("no sample: " + String.join("; ", faults));
    }
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}

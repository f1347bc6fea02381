package dev.weir.bench.history;

import dev.weir.bench.result.Arm;
import dev.weir.bench.result.Subject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to compare of two commits that are in the results.
 *
 * @param first the earlier commit, in full
 * @param second the later commit, in full
 * @param measurements of both
 */
public record CommitChoice(String first, String second, List<Measurement> measurements) {
  private record Key(Subject subject, String environment) {}

  public CommitChoice {
    measurements = List.copyOf(measurements);
  }

  /** The latest benchmark run that compared the first commit, as A, with the second one, as B. */
  public Optional<String> pairedRun() {
    return measurements.stream()
        .filter(it -> isArm(it, Arm.A, first))
        .filter(
            a ->
                measurements.stream()
                    .anyMatch(b -> b.runId().equals(a.runId()) && isArm(b, Arm.B, second)))
        .max(Comparator.comparing(Measurement::start))
        .map(Measurement::runId);
  }

  private static boolean isArm(Measurement measurement, Arm arm, String sha) {
    return measurement.build().arm().filter(arm::equals).isPresent() && isOf(measurement, sha);
  }

  private static boolean isOf(Measurement measurement, String sha) {
    return measurement.build().sha().filter(sha::equals).isPresent()
        && !measurement.build().dirty();
  }

  /**
   * The latest measurement of each subject and environment of the first commit, with the limits
   * that were measured beside them.
   */
  public List<Measurement> ofFirst() {
    return latest(first);
  }

  /** As {@link #ofFirst}, of the second commit. */
  public List<Measurement> ofSecond() {
    return latest(second);
  }

  private List<Measurement> latest(String sha) {
    Map<Key, Measurement> latest = new LinkedHashMap<>();
    measurements.stream()
        .filter(it -> isOf(it, sha))
        .sorted(Comparator.comparing(Measurement::start))
        .forEach(it -> latest.put(new Key(it.subject(), it.environment().key()), it));
    return List.copyOf(latest.values());
  }
}

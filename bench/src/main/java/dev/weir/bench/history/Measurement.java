package dev.weir.bench.history;

import dev.weir.bench.result.Build;
import dev.weir.bench.result.Environment;
import dev.weir.bench.result.Subject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one benchmark run measured of one subject, build and environment.
 *
 * @param start when the first of its runs was recorded
 * @param samples one for each process with a measured run, in the order of measurement; at least
 *     one
 */
public record Measurement(
    Subject subject,
    Environment environment,
    String runId,
    Build build,
    Instant start,
    List<WarmTime> samples) {

  /**
   * The sample of one process.
   *
   * @param iteration the round or pair, from 1
   * @param seconds mean time of the process's measured runs; above 0
   */
  public record WarmTime(int iteration, double seconds) {}

  public Measurement {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("a measurement has at least one sample");
    }
  }

  /** The time of each sample. */
  public double[] seconds() {
    return samples.stream().mapToDouble(WarmTime::seconds).toArray();
  }

  /**
   * The limit that was measured beside this one: in the same benchmark run, of the same connector,
   * rows, build and environment.
   */
  public Optional<Measurement> limitIn(List<Measurement> measurements) {
    return measurements.stream()
        .filter(other -> other.subject.limit() && !subject.limit() && isBeside(other))
        .findFirst();
  }

  private boolean isBeside(Measurement other) {
    return other.runId.equals(runId)
        && other.subject.connector().equals(subject.connector())
        && other.subject.rows() == subject.rows()
        && other.build.equals(build)
        && other.environment.key().equals(environment.key());
  }

  /** The time divided by the limit's of the same round, for each round that has both. */
  public double[] ratiosTo(Measurement limit) {
    Map<Integer, Double> byRound = new HashMap<>();
    limit.samples.forEach(sample -> byRound.put(sample.iteration(), sample.seconds()));
    return samples.stream()
        .flatMap(
            sample ->
                Optional.ofNullable(byRound.get(sample.iteration())).stream()
                    .map(ofLimit -> sample.seconds() / ofLimit))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}

package dev.weir.bench.report;

import dev.weir.bench.result.Metric;
import dev.weir.bench.result.Subject;
import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import dev.weir.bench.stats.PairedRatio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The samples of one mode.
 *
 * @param samples at least one, all of the same subject, in the order of measurement
 */
record Mode(List<Sample> samples) {

  /** Groups samples by mode: by name, as the order within a round is shuffled; limits last. */
  static List<Mode> of(List<Sample> samples) {
    Map<Subject, List<Sample>> bySubject = new LinkedHashMap<>();
    samples.forEach(
        sample ->
            bySubject
                .computeIfAbsent(sample.first().subject(), key -> new ArrayList<>())
                .add(sample));
    return bySubject.values().stream()
        .map(Mode::new)
        .sorted(
            Comparator.comparing((Mode mode) -> mode.subject().limit())
                .thenComparing(mode -> mode.subject().mode()))
        .toList();
  }

  Subject subject() {
    return samples.get(0).first().subject();
  }

  String name() {
    return subject().mode();
  }

  Estimate time() {
    return Estimate.of(Sample.warmSecs(samples));
  }

  /** Rows a second; without an interval where that of the time reaches 0, as it has no bound. */
  Estimate rate() {
    double rows = subject().rows();
    Estimate time = time();
    return new Estimate(
        rows / time.point(),
        time.interval()
            .filter(it -> it.low() > 0)
            .map(it -> it.mapDecreasing(seconds -> rows / seconds)));
  }

  /** A warm metric in seconds, bytes or as a count; empty unless all samples have it. */
  Optional<Estimate> warm(Metric metric) {
    return estimate(Sample.values(samples, metric), metric);
  }

  /** As {@link #warm}, of the cold runs. */
  Optional<Estimate> cold(Metric metric) {
    return estimate(Sample.coldValues(samples, metric), metric);
  }

  private static Optional<Estimate> estimate(Optional<double[]> values, Metric metric) {
    return values.map(
        all -> {
          double[] base = all.clone();
          for (int i = 0; i < base.length; i++) {
            base[i] = Unit.base(metric, base[i]);
          }
          return Estimate.of(base);
        });
  }

  /**
   * The rows a second of this mode divided by those of the limit, paired by round; empty where no
   * round has both.
   */
  Optional<Estimate> shareOf(Mode limit) {
    List<Sample> own = new ArrayList<>();
    List<Sample> other = new ArrayList<>();
    pair(limit, own, other);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    PairedRatio ratio = PairedRatio.of(Sample.warmSecs(own), Sample.warmSecs(other));
    Optional<Interval> interval =
        ratio.pairs() < 2 ? Optional.empty() : Optional.of(ratio.interval());
    return Optional.of(new Estimate(ratio.point(), interval));
  }

  /**
   * A cold metric of this mode minus that of another, paired by round, in seconds, bytes or as a
   * count; empty where fewer than two rounds have both.
   */
  Optional<Interval> coldMinus(Mode other, Metric metric) {
    List<Sample> own = new ArrayList<>();
    List<Sample> theirs = new ArrayList<>();
    pair(other, own, theirs);
    Optional<double[]> values = Sample.coldValues(own, metric);
    Optional<double[]> subtracted = Sample.coldValues(theirs, metric);
    if (values.isEmpty() || subtracted.isEmpty() || own.size() < 2) {
      return Optional.empty();
    }
    double[] differences = new double[own.size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = Unit.base(metric, values.get()[i] - subtracted.get()[i]);
    }
    return Optional.of(Means.interval(differences));
  }

  /** Fills two lists with the samples of the rounds that both modes have. */
  private void pair(Mode other, List<Sample> own, List<Sample> theirs) {
    Map<Integer, Sample> byRound =
        other.samples().stream()
            .collect(Collectors.toMap(Sample::iteration, Function.identity(), (one, two) -> one));
    for (Sample sample : samples) {
      Sample counterpart = byRound.get(sample.iteration());
      if (counterpart != null) {
        own.add(sample);
        theirs.add(counterpart);
      }
    }
  }
}

package dev.weir.micro.runner;

import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the forks of one row and one run show. Each fork is a sample.
 *
 * @param forks without the disturbed ones where at least three others remain
 */
record RowSummary(RowKey row, List<ForkRecord> forks) {
  /** With fewer forks an interval says little. */
  static final int MIN_FORKS = 3;

  /** Above this coefficient of variation, a row is listed as noisy. */
  static final double MAX_VARIATION = 0.1;

  RowSummary {
    forks = undisturbed(forks);
  }

  private static List<ForkRecord> undisturbed(List<ForkRecord> forks) {
    List<ForkRecord> undisturbed = forks.stream().filter(fork -> !fork.isDisturbed()).toList();
    return undisturbed.size() < MIN_FORKS ? List.copyOf(forks) : undisturbed;
  }

  /** The values of the forks that have one, without disturbed ones as above. */
  static double[] values(List<ForkRecord> forks, Function<ForkFigures, Optional<Double>> figure) {
    return undisturbed(forks).stream()
        .flatMap(fork -> figure.apply(fork.figures()).stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** The mean of a figure with its interval, which is empty for a single fork. */
  Optional<MeanFigure> mean(Function<ForkFigures, Optional<Double>> figure) {
    return MeanFigure.of(values(forks, figure));
  }

  /** The standard deviation of the forks' times divided by their mean; empty for a single fork. */
  Optional<Double> variation() {
    double[] nanos = values(forks, ForkFigures::nanosPerOp);
    return nanos.length < 2
        ? Optional.empty()
        : Optional.of(Means.standardDeviation(nanos) / Means.mean(nanos));
  }

  boolean isNoisy() {
    return variation().filter(share -> share > MAX_VARIATION).isPresent();
  }

  /** The last fork, for what all of them have in common. */
  ForkRecord last() {
    return forks.get(forks.size() - 1);
  }

  /**
   * A mean over forks.
   *
   * @param interval of 95 %; empty for a single fork
   */
  record MeanFigure(double point, Optional<Interval> interval) {
    static Optional<MeanFigure> of(double[] values) {
      return switch (values.length) {
        case 0 -> Optional.empty();
        case 1 -> Optional.of(new MeanFigure(values[0], Optional.empty()));
        default -> {
          Interval interval = Means.displayed(values);
          yield Optional.of(new MeanFigure(interval.point(), Optional.of(interval)));
        }
      };
    }
  }
}

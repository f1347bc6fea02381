package dev.weir.micro.runner;

import dev.weir.bench.stats.Means;
import dev.weir.bench.stats.Medians;
import java.util.Optional;

/**
 * What a fork measured, in units that say what they are. A fork has one value, as its iterations
 * share its compiled code and heap layout and are not independent.
 *
 * @param nanosPerOp time of an operation
 * @param nanosPerRow time of a row
 * @param gigabytesPerSecond 10^9 bytes a second
 * @param rowsPerOp rows of an operation
 * @param allocatedPerOp bytes of the heap that an operation allocates, by {@code -prof gc}: the
 *     median, as single iterations contain what the harness allocates
 * @param p99NanosPerOp the 99th percentile of an iteration's operations, in the mode that samples
 * @param heldBytes bytes of the heap that an item of the result holds
 */
record ForkFigures(
    Optional<Double> nanosPerOp,
    Optional<Double> nanosPerRow,
    Optional<Double> gigabytesPerSecond,
    Optional<Double> rowsPerOp,
    Optional<Double> allocatedPerOp,
    Optional<Double> p99NanosPerOp,
    Optional<Double> heldBytes) {

  /** The counters of rows and bytes in benchmarks, fields of their class {@code Moved}. */
  static final String ROWS = "rows";

  static final String BYTES = "bytes";

  /** The counter of classes {@code Held}. */
  static final String HELD = "heldBytes";

  /** What the recorder adds to the secondary results of the mode that samples. */
  static final String P99 = "p0.99";

  /** The result of {@code -prof gc} that does not depend on the speed. */
  static final String ALLOCATED = "gc.alloc.rate.norm";

  /**
   * The figures of a fork.
   *
   * @param timed the fork with the iteration whose times count
   */
  static ForkFigures of(ForkRecord fork, ForkRecord timed) {
    Optional<Double> perOp = nanos(new SecondaryScores(timed.unit(), timed.scores()));
    Optional<Double> perRow = secondary(timed, ROWS).flatMap(ForkFigures::nanos);
    return new ForkFigures(
        perOp,
        perRow,
        secondary(timed, BYTES).flatMap(ForkFigures::nanos).map(nanos -> 1 / nanos),
        perOp.flatMap(op -> perRow.map(row -> op / row)),
        secondary(fork, ALLOCATED).map(it -> median(it)),
        secondary(fork, P99).flatMap(ForkFigures::nanos),
        secondary(fork, HELD).map(it -> mean(it)));
  }

  /** Bytes of the heap that a row costs; empty without {@code -prof gc}, or without rows. */
  Optional<Double> allocatedPerRow() {
    return allocatedPerOp.flatMap(bytes -> rowsPerOp.map(rows -> bytes / rows));
  }

  private static Optional<SecondaryScores> secondary(ForkRecord fork, String label) {
    return Optional.ofNullable(fork.secondary().get(label));
  }

  /** A time above 0; empty where the scores are none. */
  private static Optional<Double> nanos(SecondaryScores scores) {
    return ScoreUnit.of(scores.unit())
        .map(unit -> unit.nanosOf(mean(scores)))
        .filter(nanos -> nanos > 0 && Double.isFinite(nanos));
  }

  private static double median(SecondaryScores scores) {
    return Medians.median(scores.scores().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double mean(SecondaryScores scores) {
    return Means.mean(scores.scores().stream().mapToDouble(Double::doubleValue).toArray());
  }
}

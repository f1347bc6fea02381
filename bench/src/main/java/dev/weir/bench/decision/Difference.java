package dev.weir.bench.decision;

import dev.weir.bench.stats.Interval;

/**
 * The difference of one metric between two builds, as part of a {@link Family}.
 *
 * @param metric what was measured
 * @param difference B - A per pair, in the metric's unit, without the slot effect; the interval is
 *     that of the metric's step in Holm's procedure and excludes 0 exactly where the metric is
 *     flagged
 * @param adjustedP Holm's adjusted p-value
 * @param flagged whether the metric differs
 */
public record Difference<K>(K metric, Interval difference, double adjustedP, boolean flagged) {}

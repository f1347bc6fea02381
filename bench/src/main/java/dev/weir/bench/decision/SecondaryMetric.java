package dev.weir.bench.decision;

import dev.weir.bench.result.Metric;
import dev.weir.bench.result.Phase;

/**
 * A metric of the second family.
 *
 * @param phase COLD for the first run of a process, WARM for the mean of its measured runs
 */
public record SecondaryMetric(Metric metric, Phase phase) {}

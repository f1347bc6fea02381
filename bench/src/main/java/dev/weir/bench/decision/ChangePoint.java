package dev.weir.bench.decision;

/**
 * A change of level in a series.
 *
 * @param index of the first value after the change
 * @param before mean from the previous change up to this one
 * @param after mean from this change up to the next one
 * @param p of the t-test between these two segments
 */
public record ChangePoint(int index, double before, double after, double p) {}

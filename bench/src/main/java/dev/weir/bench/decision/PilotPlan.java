package dev.weir.bench.decision;

/**
 * The sizes that a pilot chooses.
 *
 * @param warmups runs before the measured ones, after the cold run
 * @param repeats measured runs of a process
 * @param pairs number of pairs
 * @param pairSpread expected standard deviation of a pair's log-ratio
 * @param secs expected duration of all pairs and the warm-up pair, in seconds
 * @param fits whether this ends within the time allowed; if not, it is the smallest plan
 */
public record PilotPlan(
    int warmups, int repeats, int pairs, double pairSpread, double secs, boolean fits) {}

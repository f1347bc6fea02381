package dev.weir.micro.runner;

import dev.weir.bench.decision.Verdict;
import dev.weir.bench.stats.Interval;
import java.util.Optional;

/**
 * The change of the time of one row between two builds.
 *
 * @param ratio estimated time of the later build divided by that of the earlier one
 * @param interval of the ratio, at the level of the row's step in Holm's procedure; empty where so
 *     few forks have none
 * @param p two-sided
 * @param level at or below which p rejects equality
 * @param verdict empty where there are too few forks for one
 * @param before number of forks of the earlier build
 * @param now number of forks of the later build
 */
record RowChange(
    RowKey row,
    double ratio,
    Optional<Interval> interval,
    double p,
    double level,
    Optional<Verdict> verdict,
    int before,
    int now) {}

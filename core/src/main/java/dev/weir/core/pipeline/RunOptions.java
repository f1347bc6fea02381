package dev.weir.core.pipeline;

/**
 * How a run differs from the pipeline's plain one.
 *
 * @param repeat the run's number in its process, from 1
 * @param verify whether the content of both ends is digested and compared after the run
 * @param startupNanos how long the process had been running when the first run began; 0 for later
 *     ones
 * @param sourceLoadNanos what it took to find and load the source's connector
 * @param destLoadNanos what it took to find and load the destination's connector
 */
public record RunOptions(
    int repeat, boolean verify, long startupNanos, long sourceLoadNanos, long destLoadNanos) {}

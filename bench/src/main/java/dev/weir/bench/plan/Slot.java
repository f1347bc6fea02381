package dev.weir.bench.plan;

/**
 * One process to start.
 *
 * @param iteration the round or pair, from 1; 0 for a warm-up that is recorded but never counted
 * @param position the place within it, from 1
 * @param what the mode or arm
 */
public record Slot(int iteration, int position, String what) {}

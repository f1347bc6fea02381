package dev.weir.bench.plan;

import dev.weir.bench.result.Arm;

/**
 * A process to start in a pair of builds.
 *
 * @param pair from 1; 0 is the warm-up pair, which is recorded but not counted
 * @param position the place within the pair, from 1
 */
public record ArmSlot(int pair, int position, Arm arm) {}

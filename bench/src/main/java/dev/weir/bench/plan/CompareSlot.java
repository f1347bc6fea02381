package dev.weir.bench.plan;

import dev.weir.bench.result.Arm;

/**
 * A process to start in a comparison.
 *
 * @param pair from 1; 0 is the warm-up pair, which is recorded but not counted
 * @param position the place within the pair, from 1
 * @param mode what runs
 */
public record CompareSlot(int pair, int position, Arm arm, String mode) {}

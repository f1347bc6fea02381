package dev.weir.bench.plan;

/**
 * A process to start in a round of modes.
 *
 * @param round from 1
 * @param position the place within the round, from 1
 */
public record ModeSlot(int round, int position, String mode) {}

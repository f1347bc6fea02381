package dev.weir.micro.runner;

import dev.weir.bench.result.Arm;
import java.util.Optional;

/**
 * The place of a fork in its run.
 *
 * @param runId of the command that started it
 * @param fork from 1; in a comparison the pair; 0 where the benchmark ran in the launched JVM
 * @param position the place within the pair, from 1; 1 outside of a comparison
 * @param arm B is the build that runs the command, A the other; empty outside of a comparison
 * @param seed of the order; empty outside of a comparison
 */
record ForkSlot(String runId, int fork, int position, Optional<Arm> arm, Optional<Long> seed) {
  ForkSlot {
    if (fork < 0 || position < 1) {
      throw new IllegalArgumentException("fork %d, position %d".formatted(fork, position));
    }
  }

  /** The fork of a run without another build. */
  static ForkSlot of(String runId, int fork) {
    return new ForkSlot(runId, fork, 1, Optional.empty(), Optional.empty());
  }

  /** Whether the fork is of the build that runs the command. */
  boolean isOwn() {
    return !arm.equals(Optional.of(Arm.A));
  }
}

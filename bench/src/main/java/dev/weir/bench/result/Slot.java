package dev.weir.bench.result;

/**
 * The place of a process in a benchmark run.
 *
 * @param runId id of the benchmark run, not of the engine's run
 * @param iteration the round or pair, from 1; 0 is the warm-up pair, which is recorded but not
 *     counted
 * @param position the place within the round or pair, from 1
 * @param seed seed of the order
 */
public record Slot(String runId, int iteration, int position, long seed) {
  public Slot {
    if (runId.isBlank() || iteration < 0 || position < 1) {
      throw new IncompleteRecordException(
          "a run needs a run id, an iteration from 0 and a position from 1, not \"%s\", %d, %d"
              .formatted(runId, iteration, position));
    }
  }

  public boolean isWarmUp() {
    return iteration == 0;
  }
}

package dev.weir.bench.sample;

/**
 * Where in a run of the harness a process stood.
 *
 * @param runId the harness's run, not the engine's
 * @param iteration the round or pair, from 1; 0 is a warm-up that is recorded but never counted
 * @param position the place within the round, from 1
 * @param seed what the order was made from
 */
public record Slot(String runId, int iteration, int position, long seed) {
  public Slot {
    if (runId.isBlank() || iteration < 0 || position < 1) {
      throw new IncompleteRecordException(
          "a sample needs a run id, an iteration from 0 and a position from 1, not \"%s\", %d, %d"
              .formatted(runId, iteration, position));
    }
  }

  public boolean isWarmUp() {
    return iteration == 0;
  }
}

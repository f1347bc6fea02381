package dev.weir.core.pipeline;

import dev.weir.core.connector.LoadPlan;

/** The plan of a stream whose main output has no target. */
record DiscardPlan() implements LoadPlan {
  @Override
  public String strategy() {
    return "discard";
  }

  @Override
  public int lanes() {
    return 1;
  }
}

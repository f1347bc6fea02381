package dev.weir.core.pipeline;

import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.Receipt;
import dev.weir.core.state.StateBackend;

/**
 * What all attempts of a run share.
 *
 * @param verify whether the loaded rows are compared with the source's before each commit
 */
record RunContext(
    Pipeline pipeline,
    StateBackend state,
    Progress progress,
    Cancellation cancellation,
    RunTally tally,
    boolean verify) {
  PipelineConfig config() {
    return pipeline.config();
  }

  /** Records a receipt in the state. */
  void checkpoint(Receipt receipt) {
    synchronized (state) {
      state.checkpoint(receipt);
    }
  }
}

package dev.weir.core.pipeline;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.state.StateBackend;

/**
 * What all attempts of a run share.
 *
 * @param verify whether the loaded rows are compared with the source's before each commit
 */
record RunContext(
    PipelineConfig config,
    StateBackend state,
    Progress progress,
    Cancellation cancellation,
    RunTally tally,
    boolean verify) {}

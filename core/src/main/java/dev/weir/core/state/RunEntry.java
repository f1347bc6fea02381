package dev.weir.core.state;

import java.time.Instant;
import java.util.Optional;

/** One run as the state knows it. */
public record RunEntry(
    String runId, Instant startedAt, Optional<Instant> finishedAt, RunOutcome outcome) {}

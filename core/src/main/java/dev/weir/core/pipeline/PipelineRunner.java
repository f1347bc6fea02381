package dev.weir.core.pipeline;

import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.state.RunOutcome;
import dev.weir.core.state.StateBackend;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a pipeline once. */
public final class PipelineRunner {
  /** The code by which a destination says that a COMMIT's answer was lost. */
  private static final String COMMIT_UNKNOWN = "destination.commit_unknown";

  private final Pipeline pipeline;
  private final PipelineConfig config;
  private final StateBackend state;
  private final Progress progress;
  private final Cancellation cancellation;

  public PipelineRunner(
      Pipeline pipeline, StateBackend state, Progress progress, Cancellation cancellation) {
    this.pipeline = pipeline;
    this.config = pipeline.config();
    this.state = state;
    this.progress = progress;
    this.cancellation = cancellation;
  }

  /**
   * Moves every stream, then returns what happened. Each stream is one transaction at the
   * destination; a transient failure is tried again from the first stream that is not committed.
   *
   * @throws WeirException where it failed or was cancelled; what was not committed is rolled back
   */
  public PipelineResult run(RunOptions options) {
    refuseToVerifyTransforms(options);
    String runId = UUID.randomUUID().toString();
    state.startRun(runId, config.name());
    RunTally tally = null;
    try {
      ProcessUsage usage = new ProcessUsage();
      tally = new RunTally(runId, System::nanoTime);
      int retries =
          runAttempts(
              new RunContext(pipeline, state, progress, cancellation, tally, options.verify()));
      state.finishRun(
          runId,
          new RunOutcome(
              RunOutcome.Status.SUCCEEDED,
              tally.counts().written(),
              tally.sum(RunTally.Committed::bytesRead),
              Optional.empty()));
      return ResultBuilder.build(pipeline, options, tally, usage, retries);
    } catch (RuntimeException e) {
      WeirException error = RunErrors.wrap(e);
      noteFailure(runId, tally, error);
      throw error;
    }
  }

  private void refuseToVerifyTransforms(RunOptions options) {
    if (options.verify() && !pipeline.transforms().isEmpty()) {
      throw EngineError.VERIFY_UNSUPPORTED
          .at("--verify compares both ends, and a pipeline with transforms changes what it moves")
          .withHint("Leave --verify out, or the transforms.");
    }
  }

  private void noteFailure(String runId, @Nullable RunTally tally, WeirException error) {
    RunOutcome.Status status =
        error.kind() == ErrorKind.CANCELLED
            ? RunOutcome.Status.CANCELLED
            : RunOutcome.Status.FAILED;
    try {
      state.finishRun(
          runId,
          new RunOutcome(
              status,
              tally == null ? 0 : tally.counts().written(),
              tally == null ? 0 : tally.sum(RunTally.Committed::bytesRead),
              Optional.of(error.code())));
    } catch (WeirException e) {
      error.addSuppressed(e);
    }
  }

  /** Returns how many retries it took. */
  private int runAttempts(RunContext context) {
    int retries = 0;
    WeirException unknownCommit = null;
    while (true) {
      if (cancellation.isRequested()) {
        throw RunErrors.cancelled();
      }
      try (Attempt attempt = new Attempt(context)) {
        attempt.run();
        return retries;
      } catch (WeirException e) {
        if (e.code().equals(COMMIT_UNKNOWN)) {
          unknownCommit = e;
        }
        if (!e.isRetried() || retries >= config.resources().retriesMax()) {
          throw outcome(e, unknownCommit, retries);
        }
        retries++;
        context.tally().nextAttempt();
        pause(retries);
      }
    }
  }

  /**
   * Returns the error of the run: an unknown outcome of a COMMIT takes precedence over the error
   * that prevented looking it up.
   */
  private static WeirException outcome(
      WeirException last, @Nullable WeirException unknownCommit, int retries) {
    WeirException reported = unknownCommit == null ? last : unknownCommit;
    if (retries == 0) {
      return reported;
    }
    return reported
        .withMessage(reported.getMessage() + "; " + (retries + 1) + " attempts failed")
        .causedBy(last);
  }

  /** Waits before a retry, unless a stop is requested meanwhile. */
  private void pause(int retry) {
    CountDownLatch stop = new CountDownLatch(1);
    try (Cancellation.Registration registered = cancellation.onRequest(stop::countDown)) {
      if (stop.await(Backoff.before(retry).toMillis(), TimeUnit.MILLISECONDS)) {
        throw RunErrors.cancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RunErrors.cancelled();
    }
  }
}

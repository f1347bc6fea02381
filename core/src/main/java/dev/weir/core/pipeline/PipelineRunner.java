package dev.weir.core.pipeline;

import dev.weir.core.config.PipelineConfig;
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
  private final PipelineConfig config;
  private final StateBackend state;
  private final Progress progress;
  private final Cancellation cancellation;

  public PipelineRunner(
      PipelineConfig config, StateBackend state, Progress progress, Cancellation cancellation) {
    this.config = config;
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
    String runId = UUID.randomUUID().toString();
    state.startRun(runId, config.name());
    RunTally tally = null;
    try {
      Verification verification = new Verification(config, options.verify());
      verification.before();
      ProcessUsage usage = new ProcessUsage();
      tally = new RunTally(runId, System::nanoTime);
      PipelineResult result = runAttempts(options, tally, usage, verification);
      state.finishRun(
          runId,
          new RunOutcome(
              RunOutcome.Status.SUCCEEDED,
              tally.rowsWritten(),
              tally.bytesRead(),
              Optional.empty()));
      return result;
    } catch (RuntimeException e) {
      WeirException error = Failures.wrap(e);
      noteFailure(runId, tally, error);
      throw error;
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
              tally == null ? 0 : tally.rowsWritten(),
              tally == null ? 0 : tally.bytesRead(),
              Optional.of(error.code())));
    } catch (WeirException e) {
      error.addSuppressed(e);
    }
  }

  private PipelineResult runAttempts(
      RunOptions options, RunTally tally, ProcessUsage usage, Verification verification) {
    int retries = 0;
    while (true) {
      if (cancellation.isRequested()) {
        throw Failures.cancelled();
      }
      try (Attempt attempt = new Attempt(config, state, progress, cancellation, tally)) {
        attempt.run();
        ResultBuilder result = new ResultBuilder(config, options, tally, usage, retries);
        Optional<Verification.Outcome> verified = verification.after(attempt, tally);
        return result.build(verified);
      } catch (WeirException e) {
        if (e.kind() != ErrorKind.TRANSIENT || retries >= config.resources().retriesMax()) {
          throw e;
        }
        retries++;
        tally.nextAttempt();
        pause(retries);
      }
    }
  }

  /** Waits before a retry, unless a stop is requested meanwhile. */
  private void pause(int retry) {
    CountDownLatch stop = new CountDownLatch(1);
    try (Cancellation.Registration registered = cancellation.onRequest(stop::countDown)) {
      if (stop.await(Backoff.before(retry).toMillis(), TimeUnit.MILLISECONDS)) {
        throw Failures.cancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.cancelled();
    }
  }
}

package dev.weir.core.pipeline;

import static dev.weir.core.pipeline.ScriptedSource.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.Pipeline;
import dev.weir.core.contract.ContractRuns;
import dev.weir.core.error.WeirException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The source plans while the destination inspects its targets. */
@Timeout(60)
class ConcurrentPlanningTest {
  @TempDir private Path directory;

  /** Waits until both sides are here. */
  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("The other side does not plan at the same time", e);
    }
  }

  @Test
  void run_bothSidesPlan_atTheSameTime() throws IOException {
    CyclicBarrier barrier = new CyclicBarrier(2);
    RecordingDestination destination = new RecordingDestination(row -> false, () -> meet(barrier));

    ContractRuns.run(pipeline(() -> meet(barrier), destination));

    assertThat(destination.events()).contains("commit 2");
  }

  @Test
  void run_sourceCannotPlan_isTheErrorOfTheRun() throws IOException {
    RecordingDestination destination = new RecordingDestination();

    WeirException error =
        catchThrowableOfType(
            WeirException.class,
            () ->
                ContractRuns.run(
                    pipeline(
                        () -> {
                          throw new IllegalStateException("no such table");
                        },
                        destination)));

    assertThat(error).hasMessageContaining("no such table");
    assertThat(destination.events()).containsExactly("close session");
  }

  private Pipeline pipeline(Runnable onPlan, RecordingDestination destination) throws IOException {
    return ScriptedPipeline.of(
        directory,
        List.of("t"),
        "max_retries: 0",
        new ScriptedSource(() -> Stream.of(rows(1, 2)), request -> onPlan.run()),
        List.of(),
        destination);
  }
}

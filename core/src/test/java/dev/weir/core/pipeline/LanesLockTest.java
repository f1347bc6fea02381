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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline's lock is checked once all lanes have joined, and before one of them writes. */
@Timeout(60)
class LanesLockTest {
  @TempDir private Path directory;

  @Test
  void run_severalLanes_checksTheLockAfterTheyJoined() throws IOException {
    RecordingDestination destination = RecordingDestination.lockable(() -> {});

    ContractRuns.run(pipeline(destination));

    assertThat(destination.events()).startsWith("lock", "join", "check lock").contains("writer 0");
  }

  @Test
  void run_lockWasLost_writesNothing() throws IOException {
    RecordingDestination destination =
        RecordingDestination.lockable(
            () -> {
              throw new IllegalStateException("the session is lost");
            });

    WeirException error =
        catchThrowableOfType(WeirException.class, () -> ContractRuns.run(pipeline(destination)));

    assertThat(error).hasMessageContaining("the session is lost");
    assertThat(destination.events())
        .containsExactly("lock", "join", "check lock", "close session", "close session");
  }

  private Pipeline pipeline(RecordingDestination destination) throws IOException {
    return ScriptedPipeline.of(
        directory,
        List.of("t", "u"),
        "parallelism: 2, max_retries: 0",
        ScriptedSource.of(rows(1, 2)),
        List.of(),
        destination);
  }
}

package dev.weir.core.pipeline;

import static dev.weir.core.pipeline.ScriptedSource.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.contract.ContractRuns;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Netty's allocator keeps memory for a thread in a variable of this kind. */
@Timeout(60)
class LaneThreadsTest {
  @TempDir private Path directory;
  private final AtomicInteger released = new AtomicInteger();

  private final FastThreadLocal<String> kept =
      new FastThreadLocal<>() {
        @Override
        protected void onRemoval(String value) {
          released.incrementAndGet();
        }
      };

  @Test
  void run_whatAThreadKeeps_isReleasedWhenItEnds() throws IOException {
    ScriptedSource source =
        new ScriptedSource(
            () ->
                Stream.of(
                    allocator -> {
                      kept.set("memory");
                      return rows(1, 2).result(allocator);
                    }),
            request -> {});

    ContractRuns.run(
        ScriptedPipeline.of(
            directory, List.of("numbers"), "", source, List.of(), new RecordingDestination()),
        false,
        (stream, rows, bytes) -> {},
        new Cancellation());

    assertThat(released).hasValue(1);
  }
}

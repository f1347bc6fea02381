package dev.weir.core.pipeline;

import static dev.weir.core.pipeline.ScriptedSource.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.connector.ValueForm;
import dev.weir.core.contract.ContractRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source is asked for the form that the destination requires. */
class ValueFormTest {
  @TempDir private Path directory;

  @Test
  void run_destinationRequiresForms_areInTheRequestsOfTheirStreams() throws IOException {
    Map<String, ValueForm> requested = new ConcurrentHashMap<>();

    ContractRuns.run(
        ScriptedPipeline.of(
            directory,
            List.of("native", "text", "arrow"),
            "max_retries: 0",
            new ScriptedSource(
                () -> Stream.of(rows(1, 2)),
                request -> requested.put(request.stream().name(), request.form())),
            List.of(),
            new RecordingDestination(name -> ValueForm.valueOf(name.toUpperCase(Locale.ROOT)))));

    assertThat(requested)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("native", ValueForm.NATIVE, "text", ValueForm.TEXT, "arrow", ValueForm.ARROW));
  }
}

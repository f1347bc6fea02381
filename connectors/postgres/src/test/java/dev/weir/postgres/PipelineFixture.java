package dev.weir.postgres;

import dev.weir.core.config.Connectors;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.config.PipelineReader;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.PipelineRunner;
import dev.weir.core.pipeline.Progress;
import dev.weir.core.pipeline.RunOptions;
import dev.weir.core.state.SqliteState;
import dev.weir.postgres.server.Endpoint;
import dev.weir.postgres.server.TestDatabase;
import dev.weir.postgres.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Two databases on the test server and a pipeline's document between them. */
final class PipelineFixture {
  final TestDatabase source;
  final TestDatabase destination;
  private final Path directory;
  private final String name;

  PipelineFixture(String name, Path directory) {
    this.name = name;
    this.directory = directory;
    this.source = TestServer.database(name + "_source");
    this.destination = TestServer.database(name + "_destination");
  }

  /**
   * Reads a document.
   *
   * @param stream the stream's keys, in flow style: {@code name: t, sync_mode: full_refresh}
   * @param destinationKeys keys of the destination beside use and config
   * @param loadMethod copy or insert
   * @param resources the resources' keys, in flow style
   */
  PipelineConfig config(String stream, String destinationKeys, String loadMethod, String resources)
      throws IOException {
    Endpoint endpoint = TestServer.endpoint();
    String server =
        "host: \"%s\", port: %d, user: \"%s\", password: \"${WEIR_TEST_PASSWORD}\""
            .formatted(endpoint.host(), endpoint.port(), endpoint.user());
    Path file = directory.resolve(name + ".yaml");
    Files.writeString(
        file,
        """
        version: "1.0"
        pipeline: %s
        source:
          use: postgres
          config: { %s, database: "%s", schema: public }
          streams:
            - { %s }
        destination:
          use: postgres
          config: { %s, database: "%s", schema: raw, load_method: %s }
          %s
        state: { backend: sqlite, path: "%s" }
        resources: { %s }
        """
            .formatted(
                name,
                server,
                source.name(),
                stream,
                server,
                destination.name(),
                loadMethod,
                destinationKeys,
                directory.resolve("state.db"),
                resources));
    return new PipelineReader(
            Connectors.load(Connectors.class.getClassLoader(), System::nanoTime),
            Map.of("WEIR_TEST_PASSWORD", endpoint.password().reveal()))
        .read(file);
  }

  /** Runs it once, verified. */
  PipelineResult run(PipelineConfig config) {
    try (SqliteState state = SqliteState.open(config.statePath(), Clock.systemUTC())) {
      return new PipelineRunner(config, state, Progress.SILENT, new Cancellation())
          .run(new RunOptions(1, true, 0, 0, 0));
    }
  }
}

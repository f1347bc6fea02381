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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two databases on the test server and a pipeline's document between them. */
public final class PipelineFixture {
  public final TestDatabase source;
  public final TestDatabase destination;
  private final Path directory;
  private String sourceSchema = "public";
  private String destinationSchema = "raw";
  private int sourcePort = TestServer.endpoint().port();
  private int destinationPort = TestServer.endpoint().port();
  private String user = TestServer.endpoint().user();
  private String sourceConfig = "";
  private String destinationConfig = "";
  private String name;

  public PipelineFixture(String name, Path directory) {
    this(
        name,
        directory,
        TestServer.database(name + "_source"),
        TestServer.database(name + "_destination"));
  }

  private PipelineFixture(
      String name, Path directory, TestDatabase source, TestDatabase destination) {
    this.name = name;
    this.directory = directory;
    this.source = source;
    this.destination = destination;
  }

  /** A pipeline from the source's schema to itself. */
  public PipelineFixture ontoItself() {
    PipelineFixture same = new PipelineFixture(name, directory, source, source);
    same.useSchemas(sourceSchema, sourceSchema);
    return same;
  }

  /** A pipeline from a new database of another encoding to the same destination. */
  public PipelineFixture fromSourceEncoding(String encoding) throws SQLException {
    String other = source.name() + "_" + encoding.toLowerCase(Locale.ROOT);
    source.execute(
        "DROP DATABASE IF EXISTS " + other,
        "CREATE DATABASE %s TEMPLATE template0 ENCODING '%s' LC_COLLATE 'C' LC_CTYPE 'C'"
            .formatted(other, encoding));
    return new PipelineFixture(
        name, directory, new TestDatabase(source.endpoint(), other), destination);
  }

  /**
   * From the next document on, both sides log in as a role without privileges of its own, which is
   * made.
   */
  public PipelineFixture asRole(String other) throws SQLException {
    source.execute(
        "DO $$ BEGIN CREATE ROLE %1$s LOGIN; EXCEPTION WHEN duplicate_object THEN END $$"
            .formatted(other),
        "ALTER ROLE %s PASSWORD '%s'".formatted(other, TestServer.endpoint().password().reveal()));
    user = other;
    return this;
  }

  /** From the next document on, the pipeline has another name. */
  public PipelineFixture named(String other) {
    name = other;
    return this;
  }

  /** From the next document on, more keys in the source's config, in flow style. */
  public PipelineFixture withSourceConfig(String keys) {
    sourceConfig = keys.isEmpty() ? "" : ", " + keys;
    return this;
  }

  /** From the next document on, more keys in the destination's config, in flow style. */
  public PipelineFixture withDestinationConfig(String keys) {
    destinationConfig = keys.isEmpty() ? "" : ", " + keys;
    return this;
  }

  /**
   * Reads a document.
   *
   * @param stream the stream's keys, in flow style: {@code name: t, sync_mode: full_refresh}
   * @param destinationKeys keys of the destination beside use and config
   * @param loadMethod copy or insert
   * @param resources the resources' keys, in flow style
   */
  public PipelineConfig config(
      String stream, String destinationKeys, String loadMethod, String resources)
      throws IOException {
    return config(List.of(stream), destinationKeys, loadMethod, resources);
  }

  /** Reads a document of several streams. */
  public PipelineConfig config(
      List<String> streams, String destinationKeys, String loadMethod, String resources)
      throws IOException {
    TestEndpoint endpoint = TestServer.endpoint();
    Files.writeString(
        file(),
        """
        version: "1.0"
        pipeline: %s
        source:
          use: postgres
          config: { %s, database: "%s", schema: '%s'%s }
          streams: [ { %s } ]
        destination:
          use: postgres
          config: { %s, database: "%s", schema: '%s', load_method: %s%s }
          %s
        state: { backend: sqlite, path: "%s" }
        resources: { %s }
        """
            .formatted(
                name,
                server(endpoint, sourcePort),
                source.name(),
                sourceSchema.replace("'", "''"),
                sourceConfig,
                String.join(" }, { ", streams),
                server(endpoint, destinationPort),
                destination.name(),
                destinationSchema.replace("'", "''"),
                loadMethod,
                destinationConfig,
                destinationKeys,
                statePath(),
                resources));
    return new PipelineReader(
            Connectors.load(Connectors.class.getClassLoader(), System::nanoTime), environment())
        .read(file());
  }

  private String server(TestEndpoint endpoint, int port) {
    return "host: \"%s\", port: %d, user: \"%s\", password: \"${WEIR_TEST_PASSWORD}\""
        .formatted(endpoint.host(), port, user);
  }

  /** From the next document on, the source is reached by this port. */
  public void reachSourceBy(int port) {
    sourcePort = port;
  }

  /** From the next document on, the destination is reached by this port. */
  public void reachDestinationBy(int port) {
    destinationPort = port;
  }

  /** From the next document on, these schemas instead of public and raw. */
  public void useSchemas(String ofSource, String ofDestination) {
    sourceSchema = ofSource;
    destinationSchema = ofDestination;
  }

  /** The document last read. */
  public Path file() {
    return directory.resolve(name + ".yaml");
  }

  /** What the document's variables stand for. */
  public Map<String, String> environment() {
    return Map.of("WEIR_TEST_PASSWORD", TestServer.endpoint().password().reveal());
  }

  public Path statePath() {
    return directory.resolve("state.db");
  }

  /** Runs it once, verified. */
  public PipelineResult run(PipelineConfig config) {
    return run(config, true, Progress.SILENT, new Cancellation());
  }

  public PipelineResult run(
      PipelineConfig config, boolean verify, Progress progress, Cancellation cancellation) {
    try (SqliteState state = SqliteState.open(config.statePath(), Clock.systemUTC())) {
      return new PipelineRunner(config, state, progress, cancellation)
          .run(new RunOptions(1, verify, 0, 0, 0));
    }
  }
}

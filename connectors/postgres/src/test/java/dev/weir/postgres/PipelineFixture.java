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
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two databases on the test server, and a pipeline document from one to the other. */
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

  /** Returns a pipeline whose source and destination are the same schema. */
  public PipelineFixture ontoItself() {
    PipelineFixture same = new PipelineFixture(name, directory, source, source);
    same.useSchemas(sourceSchema, sourceSchema);
    return same;
  }

  /** Returns a pipeline from a new database with another encoding to the same destination. */
  public PipelineFixture fromSourceEncoding(String encoding) throws SQLException {
    String other = source.name() + "_" + encoding.toLowerCase(Locale.ROOT);
    source.execute(
        "DROP DATABASE IF EXISTS " + other,
        "CREATE DATABASE %s TEMPLATE template0 ENCODING '%s' LC_COLLATE 'C' LC_CTYPE 'C'"
            .formatted(other, encoding));
    return new PipelineFixture(
        name, directory, new TestDatabase(source.endpoint(), other), destination);
  }

  /** Creates a role without privileges, as which both sides log in, from the next document on. */
  public PipelineFixture asRole(String other) throws SQLException {
    source.execute(
        "DO $$ BEGIN CREATE ROLE %1$s LOGIN; EXCEPTION WHEN duplicate_object THEN END $$"
            .formatted(other),
        "ALTER ROLE %s PASSWORD '%s'".formatted(other, TestServer.endpoint().password().reveal()));
    user = other;
    return this;
  }

  /** Sets the name of the pipeline, from the next document on. */
  public PipelineFixture named(String other) {
    name = other;
    return this;
  }

  /** Sets additional keys of the source's config, in flow style, from the next document on. */
  public PipelineFixture withSourceConfig(String keys) {
    sourceConfig = keys.isEmpty() ? "" : ", " + keys;
    return this;
  }

  /** Sets additional keys of the destination's config, in flow style, from the next document on. */
  public PipelineFixture withDestinationConfig(String keys) {
    destinationConfig = keys.isEmpty() ? "" : ", " + keys;
    return this;
  }

  /**
   * Writes and reads a document.
   *
   * @param stream the stream's keys, in flow style: {@code name: t, sync_mode: full_refresh}
   * @param destinationKeys keys of the destination except use and config
   * @param loadMethod copy or insert
   * @param resources keys of resources, in flow style
   */
  public PipelineConfig config(
      String stream, String destinationKeys, String loadMethod, String resources)
      throws IOException {
    return config(List.of(stream), destinationKeys, loadMethod, resources);
  }

  /** Writes and reads a document with several streams. */
  public PipelineConfig config(
      List<String> streams, String destinationKeys, String loadMethod, String resources)
      throws IOException {
    Endpoint endpoint = TestServer.endpoint();
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

  private String server(Endpoint endpoint, int port) {
    return "host: \"%s\", port: %d, user: \"%s\", password: \"${WEIR_TEST_PASSWORD}\""
        .formatted(endpoint.host(), port, user);
  }

  /** Sets the port of the source, from the next document on. */
  public void setSourcePort(int port) {
    sourcePort = port;
  }

  /** Sets the port of the destination, from the next document on. */
  public void setDestinationPort(int port) {
    destinationPort = port;
  }

  /** Sets schemas other than public and raw, from the next document on. */
  public void useSchemas(String ofSource, String ofDestination) {
    sourceSchema = ofSource;
    destinationSchema = ofDestination;
  }

  /** Returns the file of the current document. */
  public Path file() {
    return directory.resolve(name + ".yaml");
  }

  /** Returns the variables of the document. */
  public Map<String, String> environment() {
    return Map.of("WEIR_TEST_PASSWORD", TestServer.endpoint().password().reveal());
  }

  public Path statePath() {
    return directory.resolve("state.db");
  }

  /** Runs a pipeline once, with verification. */
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

package dev.weir.core.config;

import dev.weir.core.config.YamlNode.Mapping;
import dev.weir.core.connector.Connector;
import dev.weir.core.connector.Destination;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.error.Scrubber;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a pipeline's document into a {@link Pipeline}. What the document promises and this version
 * does not do yet is refused, never passed over. A relative {@code state.path} is relative to the
 * working directory, like every path that a person types.
 */
public final class PipelineReader {
  static final String VERSION = "1.0";
  static final String STATE_PATH_DEFAULT = ".weir/state.db";

  private final Connectors connectors;
  private final Variables variables;
  private final Scrubber scrubber = new Scrubber();

  /**
   * A reader for any number of documents.
   *
   * @param environment the values of {@code ${NAME}}
   */
  public PipelineReader(Connectors connectors, Map<String, String> environment) {
    this.connectors = connectors;
    this.variables = new Variables(environment);
  }

  /** Takes the secrets of every document that was read, even in vain, out of a text. */
  public Scrubber scrubber() {
    return scrubber;
  }

  /**
   * Reads and checks a document; connects to nothing.
   *
   * @throws ConfigException with every problem that was found
   */
  public Pipeline read(Path file) {
    Problems problems = new Problems();
    Optional<Pipeline> pipeline =
        DocumentFile.read(file, problems)
            .flatMap(text -> YamlParser.parse(text, problems))
            .flatMap(top -> pipeline(top, problems));
    if (!problems.isEmpty()) {
      throw new ConfigException(file.toString(), problems.found());
    }
    return pipeline.orElseThrow();
  }

  /**
   * Reads and checks a pipeline that a command line describes; connects to nothing.
   *
   * @param document its name in messages
   * @throws ConfigException with every problem that was found
   */
  public Pipeline read(QuerySettings query, String document) {
    Problems problems = new Problems();
    Optional<Pipeline> pipeline =
        QueryDocument.of(query, problems).flatMap(top -> pipeline(top, problems));
    if (!problems.isEmpty()) {
      throw new ConfigException(document, problems.found());
    }
    return pipeline.orElseThrow();
  }

  private Optional<Pipeline> pipeline(Mapping top, Problems problems) {
    NodeSettings root = new NodeSettings(top, "", new Reading(problems, variables, scrubber));
    checkVersion(root);
    String name = NameChecks.UNLIMITED.required(root, "pipeline");
    NodeSettings sourceSection = section(root, "source");
    Optional<Source> source =
        new ConnectorReader<>(connectors, problems, "source", Connector::source)
            .read(sourceSection, Source.Factory::create);
    NameChecks names =
        NameChecks.of(nameBytesMax(root, "source"), nameBytesMax(root, "destination"));
    List<StreamConfig> ownStreams = StreamsReader.read(sourceSection, names);
    TransformsReader.Transforms transforms =
        new TransformsReader(connectors, problems, names).read(root);
    NodeSettings destinationSection = section(root, "destination");
    Optional<Destination> destination =
        new ConnectorReader<>(connectors, problems, "destination", Connector::destination)
            .read(destinationSection, Destination.Factory::create);
    WriteOptions writeOptions = DestinationReader.read(destinationSection);
    List<StreamConfig> streams =
        withPrimaryKeys(
            ownStreams,
            DestinationReader.primaryKey(destinationSection, writeOptions.mode(), names));
    transforms.checkTargets(streams);
    checkUpsert(destinationSection, writeOptions.mode(), streams);
    checkReplace(destinationSection, writeOptions.mode(), streams);
    Path statePath = statePath(root.section("state"));
    Resources resources = ResourcesReader.read(root.section("resources"));
    sourceSection.rejectUnknownKeys();
    destinationSection.rejectUnknownKeys();
    root.rejectUnknownKeys();
    if (source.isEmpty() || destination.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Pipeline(
            new PipelineConfig(
                name,
                sourceSection.text("use"),
                streams,
                transforms.configs(),
                destinationSection.text("use"),
                writeOptions,
                statePath,
                resources),
            source.get(),
            transforms.transforms(),
            destination.get()));
  }

  private OptionalInt nameBytesMax(NodeSettings root, String section) {
    return connectors
        .find(root.section(section).optionalText("use").orElse(""))
        .map(Connector::nameBytesMax)
        .orElse(OptionalInt.empty());
  }

  private static void checkVersion(NodeSettings root) {
    String version = root.text("version");
    if (root.has("version") && (!version.equals(VERSION) || root.isPlain("version"))) {
      root.reject(
          "version",
          "found %s; allowed: the text \"%s\", with its quotes"
              .formatted(root.isPlain("version") ? version : NearMiss.quote(version), VERSION));
    }
  }

  private static NodeSettings section(NodeSettings root, String key) {
    if (!root.has(key)) {
      root.missing(key);
    }
    return root.section(key);
  }

  private static void checkReplace(
      NodeSettings destination, WriteMode writeMode, List<StreamConfig> streams) {
    if (writeMode == WriteMode.REPLACE
        && streams.stream().anyMatch(stream -> stream.syncMode() == SyncMode.INCREMENTAL)) {
      destination.reject(
          "write_mode",
          "replace would throw away what earlier runs of an incremental stream delivered; "
              + "allowed with sync_mode incremental: append");
    }
  }

  /** Applies the destination's primary key to streams without their own. */
  private static List<StreamConfig> withPrimaryKeys(
      List<StreamConfig> streams, List<String> primaryKey) {
    return streams.stream()
        .map(stream -> stream.primaryKey().isEmpty() ? stream.withPrimaryKey(primaryKey) : stream)
        .toList();
  }

  private static void checkUpsert(
      NodeSettings destination, WriteMode writeMode, List<StreamConfig> streams) {
    if (writeMode == WriteMode.UPSERT) {
      streams.stream()
          .filter(stream -> stream.primaryKey().isEmpty())
          .findFirst()
          .ifPresent(
              stream ->
                  destination.reject(
                      "write_mode",
                      "upsert needs the primary_key of stream %s; set it at the stream or here"
                          .formatted(NearMiss.quote(stream.name()))));
      streams.stream()
          .filter(stream -> !stream.columns().isEmpty())
          .filter(stream -> !stream.columns().containsAll(stream.primaryKey()))
          .findFirst()
          .ifPresent(
              stream ->
                  destination.reject(
                      "primary_key",
                      "has a column that the columns of stream %s leave out"
                          .formatted(NearMiss.quote(stream.name()))));
    }
  }

  private static Path statePath(NodeSettings state) {
    state.oneOf("backend", "sqlite", "sqlite");
    String path = state.text("path", STATE_PATH_DEFAULT);
    state.rejectUnknownKeys();
    try {
      if (!path.isBlank()) {
        return Path.of(path);
      }
      state.reject("path", "is empty; allowed: a file, such as " + STATE_PATH_DEFAULT);
    } catch (InvalidPathException e) {
      state.reject("path", "is no path: " + e.getReason());
    }
    return Path.of(STATE_PATH_DEFAULT);
  }
}

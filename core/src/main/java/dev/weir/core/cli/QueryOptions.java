package dev.weir.core.cli;

import dev.weir.core.config.Connectors;
import dev.weir.core.config.QuerySettings;
import dev.weir.core.config.QuerySettings.From;
import dev.weir.core.connector.Connector;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code weir query} reads, and the form of its output. */
final class QueryOptions {
  private static final String TABLE_FORMAT = "table";
  private static final String PIPE_FORMAT = "jsonl";

  /** The options to name in place of a document's keys. */
  private static final Map<String, String> NAMES =
      Map.of(
          "source.config.url", "--source",
          "source.streams[0].name", "--table",
          "source.config.schema", "--table",
          "source.streams[0].query", "SQL",
          "source.streams[0].parameters", "--param",
          "source.streams[0].where", "--where",
          "source.streams[0].limit", "--limit",
          "destination.config.path", "--out",
          "destination.config.format", "--format",
          "resources.max_batch_bytes", "--batch-bytes");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "SQL",
      arity = "0..1",
      description = "One SELECT, WITH, VALUES or TABLE; :NAME is a parameter.")
  private Optional<String> sql = Optional.empty();

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "A table or view instead of SQL; SCHEMA.NAME unless it is in public.")
  private Optional<String> table = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description =
          "A connection string (postgresql://..., or host=... dbname=...), the name of a service, or"
              + " a pipeline's file, whose source is read. Absent: what PGSERVICE, PGHOST and the"
              + " other variables of libpq say.")
  private Optional<String> source = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description =
          "${COMPLETION-CANDIDATES}. Absent: by the extension of --out; table on a terminal; else"
              + " jsonl.")
  private Optional<String> format = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write FILE, which appears when it is complete.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "The value of :NAME, which is bound and not a part of the SQL.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--where",
      paramLabel = "PREDICATE",
      description = "Only the rows that satisfy an SQL predicate.")
  private Optional<String> where = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "At most N rows.")
  private Optional<String> limit = Optional.empty();

  @Option(
      names = "--batch-bytes",
      paramLabel = "N",
      description = "The size of a batch; auto: small first, then as the reader keeps up.")
  private String batchBytes = "auto";

  @Option(
      names = "--no-read-only",
      negatable = true,
      description = "Let the query write; committed after its last row.")
  private boolean readOnly = true;

  /** The formats of the installed connectors. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Connectors.load(Formats.class.getClassLoader(), System::nanoTime).all().stream()
          .flatMap(connector -> connector.outputFormats().stream())
          .iterator();
    }
  }

  /** Returns whether rows go to standard output. */
  boolean isForStandardOutput() {
    return out.isEmpty();
  }

  /** Returns whether the output is a table for a person. */
  boolean isTable(boolean terminal) {
    return isForStandardOutput() && outputFormat(terminal).equals(Optional.of(TABLE_FORMAT));
  }

  private Optional<String> outputFormat(boolean terminal) {
    if (format.isPresent() || out.isPresent()) {
      return format;
    }
    return Optional.of(terminal ? TABLE_FORMAT : PIPE_FORMAT);
  }

  /**
   * Returns the pipeline that the options describe.
   *
   * @param terminal whether standard output is a terminal
   */
  QuerySettings settings(Connectors connectors, boolean terminal) {
    if (sql.isPresent() == table.isPresent()) {
      throw usage("Name an SQL text or --table NAME, one of them");
    }
    if (table.isPresent() && !parameters.isEmpty()) {
      throw usage("--param is for an SQL text, and there is none");
    }
    Map<String, String> stream = new LinkedHashMap<>();
    sql.ifPresent(text -> stream.put("query", text));
    where.ifPresent(text -> stream.put("where", text));
    limit.ifPresent(text -> stream.put("limit", text));
    From from = source.filter(QueryOptions::isFile).isPresent() ? file() : connection(connectors);
    boolean hasSchema =
        from instanceof From.ConnectorConfig given && given.config().containsKey("schema");
    table.ifPresent(name -> stream.put("name", hasSchema ? name.substring(dot(name) + 1) : name));
    return new QuerySettings(
        from, stream, parameters, outputFormat(terminal), out, batchBytes, !readOnly);
  }

  private static boolean isFile(String text) {
    return text.endsWith(".yaml") || text.endsWith(".yml");
  }

  private From file() {
    return new From.PipelineFile(Path.of(source.orElseThrow()));
  }

  private From connection(Connectors connectors) {
    for (Connector connector : connectors.all()) {
      Optional<Map<String, String>> config = connector.connectionConfig(source.orElse(""));
      if (config.isPresent()) {
        Map<String, String> keys = new LinkedHashMap<>(config.get());
        table
            .filter(name -> dot(name) > 0)
            .ifPresent(name -> keys.put("schema", name.substring(0, dot(name))));
        return new From.ConnectorConfig(connector.name(), keys);
      }
    }
    throw usage(
        "No installed connector takes --source as a connection string; name a pipeline's file");
  }

  private static int dot(String name) {
    return name.indexOf('.');
  }

  /** Returns the option that a problem of a document concerns. */
  static String option(String path) {
    return NAMES.getOrDefault(path, path);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

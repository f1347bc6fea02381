package dev.weir.rules.transform;

import dev.weir.core.config.Pipeline;
import dev.weir.core.connector.Notice;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.Progress;
import dev.weir.postgres.PipelineFixture;
import dev.weir.postgres.Sql;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A table of events, a directory of rules, and a pipeline with the transform between databases. */
final class AuditTrail {
  static final String INCREMENTAL = "name: audit, sync_mode: incremental, cursor_field: id";
  static final String COLUMNS = "time: at, type: kind, key: host";

  /** An alert as its rule, key, and the ids of its first and last event. */
  private static final String ALERTS =
      """
      SELECT concat_ws(' ', rule, key, evidence -> 0 ->> 'id', evidence -> -1 ->> 'id')
      FROM raw.alerts ORDER BY 1
      """;

  /** Three failures and a success; a big transfer; a start without a stop within a minute. */
  static final String RULES =
      """
      rules:
        - id: guess
          severity: high
          tags: [login, guess]
          captures: {who: user.name, amounts: amount}
          query: |
            sequence by user.name with maxspan=5m
              [login where outcome == "failure"] with runs=3
              [login where outcome == "success"]
        - id: big
          query: transfer where amount > 1000
        - id: no-stop
          query: |
            sequence by user.name with maxspan=1m
              [start where true]
              ![stop where true]
      """;

  final PipelineFixture fixture;
  final Path rules;

  AuditTrail(String name, Path directory) {
    fixture = new PipelineFixture(name, directory);
    rules = directory.resolve("rules");
  }

  /** Begins with an empty table, no target, and {@link #RULES}. */
  void clear() throws SQLException, IOException {
    fixture.source.execute(
        "DROP TABLE IF EXISTS public.audit",
        """
        CREATE TABLE public.audit (
          id bigint, at timestamptz, kind text, host text, "user.name" text, outcome text,
          amount double precision, price numeric(10,2), session uuid, payload jsonb)
        """);
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    Files.createDirectories(rules);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(rules)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    writeRules("rules.yaml", RULES);
    writeRules("schema.yaml", "types: {login: , transfer: , start: , stop: }\n");
  }

  void writeRules(String file, String text) throws IOException {
    Files.writeString(rules.resolve(file), text);
  }

  /** Inserts events in the notation {@code ID@SECONDS KIND USER VALUE}, a line each. */
  void insert(String... events) throws SQLException {
    for (String event : events) {
      String[] parts = event.split("[@ ]", -1);
      String value = parts.length > 4 ? parts[4] : "";
      boolean isNumber = value.matches("\\d+");
      fixture.source.execute(
          """
          INSERT INTO public.audit VALUES (%s, timestamptz '2026-01-05 08:00Z' + interval '%s s',
            '%s', 'web-1', '%s', %s, %s)
          """
              .formatted(
                  parts[0],
                  parts[1],
                  parts[2],
                  parts[3],
                  isNumber || value.isEmpty() ? "NULL" : "'" + value + "'",
                  isNumber ? value : "NULL"));
    }
  }

  Pipeline pipeline(String stream, String config) throws IOException {
    return fixture.config(
        stream,
        """
        write_mode: append
        transforms: [{ use: rules, config: { rules: "%s", %s }, output: alerts }]\
        """
            .formatted(rules, config),
        "copy",
        "max_batch_rows: 3");
  }

  PipelineResult run(String stream, String config) throws IOException {
    return fixture.run(pipeline(stream, config), false, Progress.SILENT, new Cancellation());
  }

  /** Runs the incremental stream. */
  PipelineResult run() throws IOException {
    return run(INCREMENTAL, COLUMNS);
  }

  List<String> alerts() throws SQLException {
    return Sql.texts(fixture.destination, ALERTS);
  }

  static List<String> notes(PipelineResult result) {
    return result.notices().stream().map(Notice::text).toList();
  }
}

package dev.weir.core.config;

import static dev.weir.core.config.PipelineDocuments.PLAIN;
import static dev.weir.core.config.PipelineDocuments.problemTexts;
import static dev.weir.core.config.PipelineDocuments.problems;
import static dev.weir.core.config.PipelineDocuments.read;
import static dev.weir.core.config.PipelineDocuments.with;
import static dev.weir.core.config.PipelineDocuments.withStream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.compress.Codec;
import dev.weir.core.connector.SchemaEvolution;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamQuery;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.unit.ByteSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineReaderTest {
  @Test
  void read_minimalDocument_appliesDefaults() {
    PipelineConfig config = read(PLAIN);

    assertThat(config.name()).isEqualTo("demo");
    assertThat(config.sourceName()).isEqualTo("memory");
    assertThat(config.destinationName()).isEqualTo("memory");
    assertThat(config.writeOptions()).isEqualTo(WriteOptions.DEFAULTS);
    assertThat(config.statePath()).isEqualTo(Path.of(".weir/state.db"));
    assertThat(config.resources())
        .isEqualTo(
            new Resources(
                Codec.NONE,
                Resources.DEFAULT_BATCH_BYTES_MAX,
                Resources.DEFAULT_BATCH_ROWS_MAX,
                Resources.DEFAULT_INFLIGHT_BYTES_MAX,
                Resources.DEFAULT_RETRIES_MAX,
                Parallelism.ONE,
                false));
    assertThat(config.streams())
        .containsExactly(
            new StreamConfig(
                "numbers",
                SyncMode.FULL_REFRESH,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                true));
  }

  @Test
  void read_everyKey_isApplied() throws Exception {
    PipelineConfig config = read(PipelineSchemaTest.sample("valid/every-key.yaml"));

    assertThat(config.streams().get(0))
        .isEqualTo(
            new StreamConfig(
                "numbers",
                SyncMode.INCREMENTAL,
                Optional.of("id"),
                List.of("id", "name"),
                Optional.of("id > 10"),
                Optional.of("5"),
                List.of("id"),
                false));
    assertThat(config.writeOptions())
        .isEqualTo(
            new WriteOptions(
                WriteMode.APPEND,
                WriteOptions.ReplaceMethod.AUTO,
                WriteOptions.CreateScope.ALL,
                true,
                WriteOptions.ReceiptMismatch.RELOAD,
                new SchemaEvolution(
                    SchemaEvolution.NewColumn.ADD,
                    SchemaEvolution.RemovedColumn.FAIL,
                    SchemaEvolution.NullabilityChange.ALLOW)));
    assertThat(config.statePath()).isEqualTo(Path.of("elsewhere/state.db"));
    assertThat(config.resources())
        .isEqualTo(
            new Resources(
                Codec.ZSTD, ByteSize.ofMb(4), 1000, ByteSize.ofMb(32), 0, Parallelism.AUTO, false));
  }

  @Test
  void read_query_isAppliedWithParametersAndLimit() throws Exception {
    PipelineConfig config = read(PipelineSchemaTest.sample("valid/query.yaml"));

    StreamConfig stream = config.streams().get(0);
    assertThat(stream.query())
        .contains(
            new StreamQuery(
                "SELECT n FROM numbers WHERE n > :low", Map.of("low", "5", "name", "a")));
    assertThat(stream.rowsMax()).hasValue(100);
    assertThat(stream.withPrimaryKey(List.of("id")).query()).isEqualTo(stream.query());
    assertThat(config.resources().adaptiveBatches()).isTrue();
    assertThat(config.resources().batchBytesMax()).isEqualTo(Resources.DEFAULT_BATCH_BYTES_MAX);
  }

  @Test
  void read_manyProblems_reportsAllWithPathAndLine() {
    String document =
        """
        version: "2.0"
        pipeline: demo
        source:
          use: memori
          config: { rows: many }
          streams:
            - name: numbers
              sync_mode: incremental
              colums: [id]
        destination:
          use: memory
          config: { store: demo, refuse: maybe, stor: x }
          write_mode: upsert
        resources:
          compression: lz5
          max_batch_bytes: 8tb
        """;

    assertThat(problemTexts(document))
        .containsExactly(
            "line 1, version: found \"2.0\"; allowed: the text \"1.0\", with its quotes",
            "line 4, source.use: found \"memori\"; did you mean \"memory\"? allowed: memory, toy",
            "line 7, source.streams[0].cursor_field: is missing; sync_mode incremental is ordered"
                + " by it",
            "line 9, source.streams[0].colums: is not a key; did you mean \"columns\"? allowed:"
                + " name, sync_mode, cursor_field, columns, where, cursor_lag, count_unread,"
                + " primary_key, query, parameters, limit",
            "line 12, destination.config.refuse: found \"maybe\"; allowed: true, false",
            "line 12, destination.config.stor: is not a key; did you mean \"store\"? allowed:"
                + " store, password, fail_commits, refuse",
            "line 13, destination.write_mode: upsert needs the primary_key of stream \"numbers\";"
                + " set it at the stream or here",
            "line 15, resources.compression: found \"lz5\"; did you mean \"lz4\"? allowed: none,"
                + " lz4, zstd",
            "line 16, resources.max_batch_bytes: found \"8tb\"; allowed: a size from 64kb to 1gb,"
                + " such as 256kb");
  }

  @Test
  void read_emptyMapping_reportsMissingKeys() {
    assertThat(problemTexts("{}"))
        .containsExactly(
            "line 1, version: is missing",
            "line 1, pipeline: is missing",
            "line 1, source: is missing",
            "line 1, source.use: is missing",
            "line 1, source.streams: is missing",
            "line 1, destination: is missing",
            "line 1, destination.use: is missing");
  }

  @Test
  void version_unquoted_isRejected() {
    assertThat(problemTexts(PLAIN.replace("\"1.0\"", "1.0")))
        .containsExactly("line 1, version: found 1.0; allowed: the text \"1.0\", with its quotes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on_data_error: skip",
        "on_data_error: dlq",
        "schema_evolution: { type_change: widen }",
      })
  void destination_unsupportedKeyOrValue_isRejected(String line) {
    assertThat(problemTexts(with("destination", line)))
        .singleElement()
        .asString()
        .contains("is not in this version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoint_interval_bytes: 64mb",
        "checkpoint_interval_rows: 0",
        "checkpoint_interval_seconds: 5",
      })
  void resources_unsupportedKeyOrValue_isRejected(String line) {
    assertThat(problemTexts(PLAIN + "resources:\n  " + line + "\n"))
        .singleElement()
        .asString()
        .startsWith("line 11, resources.")
        .contains("is not in this version");
  }

  @Test
  void state_unsupportedBackend_isRejected() {
    assertThat(problemTexts(PLAIN + "state: { backend: postgres }"))
        .containsExactly(
            "line 10, state.backend: \"postgres\" is not in this version; allowed: sqlite");
  }

  @Test
  void cursorField_fullRefresh_isRejected() {
    assertThat(problemTexts(withStream("cursor_field: id")))
        .containsExactly(
            "line 7, source.streams[0].cursor_field: is for sync_mode incremental only; leave it"
                + " out");
  }

  @Test
  void columns_withoutTheCursorField_areRejected() {
    assertThat(
            problemTexts(
                withStream("sync_mode: incremental", "cursor_field: id", "columns: [name]")))
        .singleElement()
        .asString()
        .contains("leaves out the cursor_field");
  }

  @Test
  void replace_incrementalStream_isRejected() {
    String document =
        withStream("sync_mode: incremental", "cursor_field: id")
            .replace("\ndestination:\n", "\ndestination:\n  write_mode: replace\n");

    assertThat(problemTexts(document))
        .singleElement()
        .asString()
        .contains("destination.write_mode: replace would throw away");
  }

  @Test
  void names_emptyTooLongOrDuplicate_areRejected() {
    String longName = "é".repeat(32);
    String document =
        PLAIN.replace(
            "    - name: numbers\n",
            "    - name: \"\"\n    - name: "
                + longName
                + "\n    - name: a\n    - name: a\n      columns: [x, x]\n");

    assertThat(problemTexts(document))
        .containsExactly(
            "line 6, source.streams[0].name: found an empty name; allowed: 1 to 63 bytes",
            "line 7, source.streams[1].name: found a name of 64 bytes, \""
                + longName
                + "\"; allowed: 1 to 63 bytes",
            "line 9, source.streams[3].name: found the stream of line 8 again; allowed: once",
            "line 10, source.streams[3].columns: \"x\" is there twice; allowed: once");
  }

  @Test
  void inflightBytes_lessThanBatchBytes_isRejected() {
    assertThat(problemTexts(PLAIN + "resources: { max_batch_bytes: 8mb, max_inflight_bytes: 4mb }"))
        .containsExactly(
            "line 10, resources.max_inflight_bytes: max_inflight_bytes is 4mb, less than"
                + " max_batch_bytes, 8mb; allowed: as much or more");
  }

  @Test
  void variables_areSubstitutedInScalarsOnly() {
    String document = PLAIN.replace("numbers", "\"${TABLE}\"") + "resources: ${RESOURCES}";

    assertThat(problems(document, Map.of("TABLE", "numbers", "RESOURCES", "{ compression: lz4 }")))
        .containsExactly(
            new Problem(
                "resources", 10, "found the text \"${RESOURCES}\"; allowed: a mapping of keys"));
    assertThat(
            read(PLAIN.replace("numbers", "\"${TABLE}\""), Map.of("TABLE", "a: [b]"))
                .streams()
                .get(0)
                .name())
        .isEqualTo("a: [b]");
  }

  @Test
  void variables_unset_areAllReported() {
    String document =
        PLAIN.replace("numbers", "${TABLE}").replace("store: demo", "store: \"${STORE}\"");

    assertThat(problemTexts(document))
        .containsExactly(
            "line 6, source.streams[0].name: the environment variable TABLE is not set; set it,"
                + " or write a value",
            "line 9, destination.config.store: the environment variable STORE is not set; set it,"
                + " or write a value");
  }

  @Test
  void problems_doNotContainVariableValues() {
    String document = with("source", "config: { rows: \"${CANARY}\" }");

    assertThat(problems(document, Map.of("CANARY", "hunter2-canary")))
        .containsExactly(
            new Problem(
                "source.config.rows",
                4,
                "found \"${CANARY}\"; allowed: a whole number from 0 to 100000000"));
  }

  @Test
  void scrubber_masksSecretsOfTheDocument() {
    PipelineReader reader = PipelineDocuments.reader(Map.of("PW", "hunter2"));
    read(with("source", "config: { password: \"${PW}\" }"), reader);

    assertThat(reader.scrubber().scrub("refused hunter2")).isEqualTo("refused ***");
  }

  @Test
  void scrubber_doesNotMaskPublicValues() {
    PipelineReader reader = PipelineDocuments.reader(Map.of());
    read(with("source", "config: { password: memory }"), reader);

    assertThat(reader.scrubber().scrub("use: memory")).isEqualTo("use: memory");
  }

  @Test
  void transforms_connectorWithoutTransform_isRejected() {
    assertThat(problemTexts(PLAIN + "transforms: [{ use: memory }]"))
        .containsExactly(
            "line 10, transforms[0].use: found \"memory\", which is no transform; allowed: tee");
  }

  @Test
  void read_keysWithoutValue_areRejected() {
    assertThat(problemTexts(PLAIN + "state:\n"))
        .containsExactly("line 10, state: found nothing; allowed: a mapping of keys");
    assertThat(problemTexts(withStream("where:")))
        .containsExactly(
            "line 7, source.streams[0].where: found nothing; allowed: one value, or leave the key"
                + " out");
  }
}

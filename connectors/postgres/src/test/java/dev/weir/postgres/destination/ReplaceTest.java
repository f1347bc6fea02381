package dev.weir.postgres.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.Progress;
import dev.weir.postgres.OnFirstBatch;
import dev.weir.postgres.PipelineFixture;
import dev.weir.postgres.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** write_mode replace: the table is replaced completely in one transaction. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplaceTest {
  /** The catalog entries of the target, its columns, constraints, indexes and triggers. */
  private static final String DEFINITION =
      """
      SELECT 'index ' || pg_get_indexdef(indexrelid) || ' ' || indisprimary
      FROM pg_index WHERE indrelid = 'raw.t'::regclass
      UNION ALL SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE conrelid = 'raw.t'::regclass
      UNION ALL SELECT concat_ws(' ', 'column', attnum, attname, format_type(atttypid, atttypmod),
        attnotnull, attidentity, attgenerated, attstorage, attcompression, attstattarget, attacl,
        attoptions, col_description(attrelid, attnum), pg_get_expr(adbin, adrelid))
      FROM pg_attribute LEFT JOIN pg_attrdef ON attrelid = adrelid AND attnum = adnum
      WHERE attrelid = 'raw.t'::regclass AND attnum > 0
      UNION ALL SELECT concat_ws(' ', 'table', relowner::regrole, relacl, reloptions,
        relpersistence, relreplident, relrowsecurity, relhasrules, reltablespace,
        obj_description(oid, 'pg_class'))
      FROM pg_class WHERE oid = 'raw.t'::regclass
      UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid)
      FROM pg_trigger WHERE tgrelid = 'raw.t'::regclass AND NOT tgisinternal
      UNION ALL SELECT 'inherits ' || inhparent::regclass
      FROM pg_inherits WHERE inhrelid = 'raw.t'::regclass
      UNION ALL SELECT 'statistics ' || pg_get_statisticsobjdef(oid)
      FROM pg_statistic_ext WHERE stxrelid = 'raw.t'::regclass
      ORDER BY 1
      """;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("replaces", directory);
    fixture.source.execute(
        "CREATE TABLE public.t (id integer, name text)",
        "INSERT INTO public.t VALUES (1, 'a'), (2, 'b')");
    fixture.destination.execute(
        "DROP ROLE IF EXISTS weir_replace_reader", "CREATE ROLE weir_replace_reader");
  }

  @BeforeEach
  void createTarget() throws SQLException {
    fixture.destination.execute(
        "DROP SCHEMA IF EXISTS raw CASCADE",
        "CREATE SCHEMA raw",
        """
        CREATE TABLE raw.t (
          id integer CONSTRAINT "the key" PRIMARY KEY, name text CHECK (name <> ''),
          noted text DEFAULT 'by default' CONSTRAINT "must be" NOT NULL,
          shout text GENERATED ALWAYS AS (upper(name)) STORED,
          CONSTRAINT once UNIQUE (name) DEFERRABLE INITIALLY DEFERRED,
          CONSTRAINT apart EXCLUDE USING btree (id WITH =) WHERE (id > 5))
        """,
        "CREATE INDEX \"Some Index\" ON raw.t (lower(name) text_pattern_ops DESC) WHERE id > 0",
        "CREATE UNIQUE INDEX ON raw.t (id, name) INCLUDE (noted) NULLS NOT DISTINCT",
        "COMMENT ON COLUMN raw.t.name IS 'of it'",
        "ALTER TABLE raw.t ALTER name SET STORAGE EXTERNAL",
        "INSERT INTO raw.t VALUES (7, 'old', 'old')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "swap", "truncate"})
  void run_existingTarget_keepsItsDefinitionAndNames(String method) throws Exception {
    List<String> before = Sql.texts(fixture.destination, DEFINITION);

    run(method);
    run(method);

    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .containsExactly("(1,a,\"by default\",A)", "(2,b,\"by default\",B)");
    assertThat(Sql.texts(fixture.destination, DEFINITION)).isEqualTo(before);
    assertThat(Sql.targets(fixture.destination)).containsExactly("t");
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(2);
  }

  @Test
  void run_swap_buildsIndexesAfterTheRows() throws Exception {
    PipelineResult result = run("swap");

    assertThat(result.times().destParts().get("build")).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foreign keys         | ALTER TABLE raw.t ADD FOREIGN KEY (id) REFERENCES raw.t DEFERRABLE",
        "triggers             | CREATE TRIGGER x BEFORE UPDATE ON raw.t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "privileges           | GRANT SELECT ON raw.t TO weir_replace_reader",
        "privileges           | GRANT SELECT (name) ON raw.t TO weir_replace_reader",
        "dependent views      | CREATE VIEW raw.v AS SELECT id FROM raw.t",
        "dependent views      | CREATE MATERIALIZED VIEW raw.v AS SELECT id FROM raw.t",
        "rules                | CREATE RULE r AS ON DELETE TO raw.t DO INSTEAD NOTHING",
        "row security         | ALTER TABLE raw.t ENABLE ROW LEVEL SECURITY",
        "row security         | CREATE POLICY p ON raw.t",
        "child tables         | CREATE TABLE raw.c () INHERITS (raw.t)",
        "inheritance parent   | CREATE TABLE raw.p (id integer); ALTER TABLE raw.t INHERIT raw.p",
        "identity columns     | ALTER TABLE raw.t ALTER id ADD GENERATED BY DEFAULT AS IDENTITY",
        "owner                | ALTER TABLE raw.t OWNER TO weir_replace_reader",
        "comment              | COMMENT ON TABLE raw.t IS 'mind'",
        "comments on indexes  | COMMENT ON CONSTRAINT once ON raw.t IS 'mind'",
        "storage parameters   | ALTER TABLE raw.t SET (fillfactor = 50)",
        "UNLOGGED             | ALTER TABLE raw.t SET UNLOGGED",
        "replica identity     | ALTER TABLE raw.t REPLICA IDENTITY FULL",
        "extended statistics  | CREATE STATISTICS raw.s ON id, name FROM raw.t",
        "column statistics settings | ALTER TABLE raw.t ALTER name SET STATISTICS 500",
        "publications         | CREATE PUBLICATION weir_replaces FOR TABLE raw.t",
        "CLUSTER index        | ALTER TABLE raw.t CLUSTER ON \"the key\"",
        "tablespace           | ALTER TABLE raw.t SET TABLESPACE pg_default; ALTER INDEX raw.\"Some Index\" SET TABLESPACE weir_replaces",
        "dependent functions  | CREATE FUNCTION raw.f() RETURNS SETOF raw.t LANGUAGE sql AS 'SELECT * FROM raw.t'",
        "dependent functions  | CREATE FUNCTION raw.f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM raw.t; END",
        "columns of its row type | CREATE TABLE raw.u (one raw.t)",
        "sequence raw.t_more_seq (column more) | ALTER TABLE raw.t ADD more serial",
      })
  void run_swapWouldLoseProperties_failsOrTruncates(String lost, String change) throws Exception {
    createTablespace();
    fixture.destination.execute(change.split("; (?=ALTER)", -1));
    try {
      List<String> before = Sql.texts(fixture.destination, DEFINITION);

      WeirException error = failure("swap");

      assertThat(error.code()).isEqualTo("destination.replace");
      assertThat(error.kind()).isEqualTo(ErrorKind.SCHEMA);
      assertThat(error).hasMessageContaining(lost);
      assertThat(Sql.texts(fixture.destination, "SELECT id FROM ONLY raw.t")).containsExactly("7");
      assertThat(replacementTables()).isEmpty();

      PipelineResult truncated = run("auto");

      assertThat(Sql.texts(fixture.destination, "SELECT id FROM ONLY raw.t ORDER BY 1"))
          .containsExactly("1", "2");
      assertThat(Sql.texts(fixture.destination, DEFINITION)).isEqualTo(before);
      assertThat(truncated.notices()).anyMatch(notice -> notice.text().contains(lost));
    } finally {
      fixture.destination.execute("DROP PUBLICATION IF EXISTS weir_replaces");
    }
  }

  /** A tablespace inside the data directory needs no separate directory. */
  private void createTablespace() throws SQLException {
    boolean missing =
        Sql.texts(
                fixture.destination, "SELECT 1 FROM pg_tablespace WHERE spcname = 'weir_replaces'")
            .isEmpty();
    if (missing) {
      fixture.destination.execute(
          "SET allow_in_place_tablespaces = on", "CREATE TABLESPACE weir_replaces LOCATION ''");
    }
  }

  @Test
  void run_referencedTable_failsWithTheForeignKey() throws Exception {
    fixture.destination.execute(
        "CREATE TABLE raw.r (id integer CONSTRAINT \"to t\" REFERENCES raw.t)");
    for (String method : List.of("auto", "swap", "truncate")) {
      WeirException error = failure(method);

      assertThat(error.code()).isEqualTo("destination.replace");
      assertThat(error.getMessage())
          .containsAnyOf("raw.r references it (constraint to t)", "foreign keys");
    }
    assertThat(Sql.texts(fixture.destination, "SELECT id FROM raw.t")).containsExactly("7");
  }

  @Test
  void run_truncateTableWithChildren_keepsTheirRows() throws Exception {
    fixture.destination.execute(
        "CREATE TABLE raw.c () INHERITS (raw.t)", "INSERT INTO raw.c VALUES (9, 'of the child')");

    run("auto");

    assertThat(Sql.texts(fixture.destination, "SELECT id FROM raw.t ORDER BY 1"))
        .containsExactly("1", "2", "9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"swap", "truncate"})
  void run_loadFails_keepsOldRowsAndLeavesNoReplacementTable(String method) throws Exception {
    fixture.destination.execute("ALTER TABLE raw.t ADD CONSTRAINT low CHECK (id <> 2)");

    WeirException error = failure(method);

    assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(error.sqlState()).contains("23514");
    assertThat(Sql.texts(fixture.destination, "SELECT id FROM raw.t")).containsExactly("7");
    assertThat(replacementTables()).isEmpty();
    assertThat(Sql.receipts(fixture.destination)).isZero();
  }

  @Test
  void run_viewCreatedDuringLoad_failsAtSwapAndKeepsOldRows() throws Exception {
    WeirException error =
        catchThrowableOfType(
            WeirException.class,
            () ->
                fixture.run(
                    config("swap", ""),
                    true,
                    OnFirstBatch.run(
                        () ->
                            fixture.destination.execute(
                                "CREATE VIEW raw.v AS SELECT id FROM raw.t")),
                    new Cancellation()));

    assertThat(error.code()).isEqualTo("destination.dependent_objects");
    assertThat(error.kind()).isEqualTo(ErrorKind.SCHEMA);
    assertThat(Sql.texts(fixture.destination, "SELECT id FROM raw.t")).containsExactly("7");
    assertThat(replacementTables()).isEmpty();
  }

  /** The reader does not release its lock; later readers must not be blocked for long. */
  @ParameterizedTest
  @ValueSource(strings = {"swap", "truncate"})
  void run_readerHoldsTheTarget_failsWithTheReadersPid(String method) throws Exception {
    try (Connection reader = fixture.destination.connect()) {
      reader.setAutoCommit(false);
      int pid = reader.unwrap(PGConnection.class).getBackendPID();
      reader.createStatement().execute("SET application_name = 'a report'");
      reader.createStatement().execute("SELECT FROM raw.t");

      WeirException error =
          catchThrowableOfType(
              WeirException.class, () -> fixture.run(config(method, "lock_timeout: 2s")));

      assertThat(error.code()).isEqualTo("destination.lock_timeout");
      assertThat(error)
          .hasMessageContaining("The lock on raw.t was not acquired within 2s")
          .hasMessageContaining("held by pid %d, a report, idle in transaction".formatted(pid));
      reader.rollback();
    }
    assertThat(Sql.texts(fixture.destination, "SELECT id FROM raw.t")).containsExactly("7");
    assertThat(replacementTables()).isEmpty();
  }

  @Test
  void run_readerEndsWithinLockTimeout_succeeds() throws Exception {
    try (Connection reader = fixture.destination.connect()) {
      reader.setAutoCommit(false);
      reader.createStatement().execute("SELECT FROM raw.t");
      Thread releasing =
          new Thread(
              () -> {
                try {
                  Sql.awaitBlocked(fixture.destination);
                  reader.rollback();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      releasing.start();

      run("swap");

      releasing.join();
    }
    assertThat(Sql.texts(fixture.destination, "SELECT id FROM raw.t ORDER BY 1"))
        .containsExactly("1", "2");
  }

  @Test
  void run_sourceIsTarget_failsBeforeTheFirstRow() throws Exception {
    fixture.destination.execute("CREATE SCHEMA IF NOT EXISTS public");
    for (String writeMode : List.of("replace", "append")) {
      PipelineFixture same = fixture.ontoItself();
      WeirException error =
          catchThrowableOfType(
              WeirException.class,
              () ->
                  same.run(
                      same.config(
                          "name: t, sync_mode: full_refresh",
                          "write_mode: " + writeMode,
                          "copy",
                          "")));

      assertThat(error.code()).isEqualTo("run.same_table");
      assertThat(error.exitCode().code()).isEqualTo(2);
      assertThat(Sql.rows(fixture.source, "public.t")).containsExactly("(1,a)", "(2,b)");
    }
  }

  private List<String> replacementTables() throws SQLException {
    return Sql.texts(
        fixture.destination, "SELECT relname FROM pg_class WHERE relname ~ '^_weir_stage'");
  }

  private PipelineResult run(String method) throws Exception {
    return fixture.run(config(method, ""), true, Progress.SILENT, new Cancellation());
  }

  private PipelineConfig config(String method, String destinationConfig) throws Exception {
    return fixture
        .withDestinationConfig(destinationConfig)
        .config(
            "name: t, sync_mode: full_refresh",
            "write_mode: replace\n  replace: " + method,
            "copy",
            "");
  }

  private WeirException failure(String method) {
    return catchThrowableOfType(WeirException.class, () -> run(method));
  }
}

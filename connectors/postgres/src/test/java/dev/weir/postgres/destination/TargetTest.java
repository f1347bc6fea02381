package dev.weir.postgres.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.Progress;
import dev.weir.postgres.PipelineFixture;
import dev.weir.postgres.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Existing targets with equal, compatible or incompatible definitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetTest {
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("targets", directory);
    fixture.source.execute(
        "CREATE TABLE public.t (id integer NOT NULL, name varchar(10), price numeric(9,2))",
        "INSERT INTO public.t VALUES (1, 'a', 1.5), (2, 'four', NULL), (3, NULL, 3)");
  }

  @BeforeEach
  void createSchema() throws SQLException {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE", "CREATE SCHEMA raw");
  }

  @Test
  void run_noTarget_createsEqualTypesAndNotNull() throws Exception {
    run("append", "copy");

    assertThat(
            Sql.texts(
                fixture.destination,
                "SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull"
                    + " FROM pg_attribute WHERE attrelid = 'raw.t'::regclass AND attnum > 0"
                    + " ORDER BY attnum"))
        .containsExactly(
            "id integer true", "name character varying(10) false", "price numeric(9,2) false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "price numeric(9,2), id integer, name varchar(10)",
        "id integer PRIMARY KEY, name text, price numeric(9,2), noted timestamptz DEFAULT now()",
        "more integer, id integer, name varchar(4), price numeric(9,2)",
        "must integer NOT NULL DEFAULT 7, id integer, name varchar, price numeric(9,2)",
        "id integer, name text, price numeric(9,2), twice integer GENERATED ALWAYS AS (id * 2) STORED",
        "key integer GENERATED ALWAYS AS IDENTITY, id integer, name text, price numeric(9,2)"
      })
  void run_compatibleTarget_loadsRows(String columns) throws Exception {
    for (String loadMethod : new String[] {"copy", "insert"}) {
      fixture.destination.execute(
          "DROP TABLE IF EXISTS raw.t", "CREATE TABLE raw.t (" + columns + ")");

      run("append", loadMethod);

      assertThat(
              Sql.texts(
                  fixture.destination, "SELECT (id, name, price)::text FROM raw.t ORDER BY id"))
          .containsExactly("(1,a,1.50)", "(2,four,)", "(3,,3.00)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id integer, name text                             | destination.column_missing | price",
        "id bigint, name text, price numeric(9,2)          | destination.type           | id",
        "id integer, name text, price numeric(9,3)         | destination.type           | price",
        "id integer, name bytea, price numeric(9,2)        | destination.type           | name",
        "id integer, name char(10), price numeric(9,2)     | destination.type           | name",
        "id integer, name text, price numeric(9,2), x integer NOT NULL | destination.column_required | x",
        "id bigint GENERATED ALWAYS AS (1) STORED, name text, price numeric(9,2)"
            + " | destination.type | id"
      })
  void run_incompatibleTarget_failsBeforeTheFirstRow(String columns, String code, String column)
      throws Exception {
    fixture.destination.execute("CREATE TABLE raw.t (" + columns + ")");
    for (String writeMode : new String[] {"append", "replace"}) {
      WeirException error = failure(writeMode, "copy");

      assertThat(error.code()).isEqualTo(code);
      assertThat(error.kind()).isEqualTo(ErrorKind.SCHEMA);
      assertThat(error.exitCode().code()).isEqualTo(3);
      assertThat(error.place().toString()).contains(column);
      assertThat(Sql.rows(fixture.destination, "raw.t")).isEmpty();
    }
  }

  @Test
  void run_targetIsView_fails() throws Exception {
    fixture.destination.execute("CREATE VIEW raw.t AS SELECT 1 AS id");

    assertThat(failure("append", "copy").code()).isEqualTo("destination.not_a_table");
  }

  @ParameterizedTest
  @CsvSource({
    "copy, 'name text', 'CREATE UNIQUE INDEX ON raw.t (id)', 23505",
    "insert, 'name text', 'CREATE UNIQUE INDEX ON raw.t (id)', 23505",
    "copy, 'name text', 'ALTER TABLE raw.t ADD CHECK (id < 3)', 23514",
    "copy, 'name text NOT NULL', '', 23502",
    "copy, 'name text', 'ALTER TABLE raw.t ADD UNIQUE (id) DEFERRABLE INITIALLY DEFERRED', 23505"
  })
  void run_constraintViolation_failsWithDataErrorAndCommitsNothing(
      String loadMethod, String name, String constraint, String sqlState) throws Exception {
    fixture.destination.execute(
        "CREATE TABLE raw.t (id integer, " + name + ", price numeric(9,2))",
        "INSERT INTO raw.t VALUES (2, 'old', 0)",
        constraint.isEmpty() ? "SELECT" : constraint);

    WeirException error = failure("append", loadMethod);

    assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(error.sqlState()).contains(sqlState);
    assertThat(error.place().side()).isEqualTo(Side.DESTINATION);
    assertThat(error.exitCode().code()).isEqualTo(5);
    assertThat(Sql.rows(fixture.destination, "raw.t")).containsExactly("(2,old,0.00)");
    assertThat(Sql.receipts(fixture.destination)).isZero();
  }

  /** The server would silently truncate the trailing spaces of the second value. */
  @ParameterizedTest
  @CsvSource({"copy, four", "insert, four", "copy, 'abc   '", "insert, 'abc   '", "copy, äöü€"})
  void run_textTooLong_failsWithDataErrorAndColumn(String loadMethod, String text)
      throws Exception {
    fixture.destination.execute(
        "CREATE TABLE raw.t (id integer, name varchar(3), price numeric(9,2))");
    fixture.source.execute("UPDATE public.t SET name = '%s' WHERE id = 2".formatted(text));
    try {
      WeirException error = failure("append", loadMethod);

      assertThat(error.code()).isEqualTo("destination.too_long");
      assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
      assertThat(error.place().toString()).contains("column name");
      assertThat(error).hasMessageContaining("character varying(3)");
      assertThat(Sql.rows(fixture.destination, "raw.t")).isEmpty();
    } finally {
      fixture.source.execute("UPDATE public.t SET name = 'four' WHERE id = 2");
    }
  }

  @Test
  void run_textFitsNarrowerTarget_isLoaded() throws Exception {
    fixture.destination.execute(
        "CREATE TABLE raw.t (id integer, name varchar(4), price numeric(9,2))");
    fixture.source.execute("UPDATE public.t SET name = 'äöü€' WHERE id = 2");
    try {
      run("append", "copy");

      assertThat(Sql.texts(fixture.destination, "SELECT name FROM raw.t WHERE id = 2"))
          .containsExactly("äöü€");
    } finally {
      fixture.source.execute("UPDATE public.t SET name = 'four' WHERE id = 2");
    }
  }

  @Test
  void run_appendTwice_loadsBothWithOneReceiptEach() throws Exception {
    run("append", "copy");
    run("append", "insert");

    assertThat(Sql.texts(fixture.destination, "SELECT id FROM raw.t ORDER BY id"))
        .containsExactly("1", "1", "2", "2", "3", "3");
    assertThat(
            Sql.texts(
                fixture.destination,
                "SELECT concat_ws(' ', pipeline, stream, sequence, rows, bytes > 0)"
                    + " FROM raw._weir_receipts"))
        .containsExactly("targets t 1 3 t", "targets t 1 3 t");
    assertThat(
            Sql.number(
                fixture.destination, "SELECT count(DISTINCT load_id) FROM raw._weir_receipts"))
        .isEqualTo(2);
  }

  @Test
  void run_triggerSuppressesRows_failsAndCommitsNothing() throws Exception {
    fixture.destination.execute(
        "CREATE TABLE raw.t (id integer, name text, price numeric(9,2))",
        """
        CREATE FUNCTION raw.drop_row() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RETURN CASE WHEN NEW.id <> 2 THEN NEW END; END $$
        """,
        "CREATE TRIGGER dropping BEFORE INSERT ON raw.t FOR EACH ROW EXECUTE FUNCTION raw.drop_row()");
    for (String loadMethod : new String[] {"copy", "insert"}) {
      assertThat(failure("append", loadMethod).code()).isEqualTo("destination.rows_differ");
      assertThat(Sql.rows(fixture.destination, "raw.t")).isEmpty();
      assertThat(Sql.receipts(fixture.destination)).isZero();
    }
  }

  @Test
  void run_pipelineAlreadyRunning_fails() throws Exception {
    try (Connection other = fixture.destination.connect()) {
      other
          .createStatement()
          .execute("SELECT pg_advisory_lock(hashtextextended('weir:targets', 0))");

      WeirException error = failure("append", "copy");

      assertThat(error.code()).isEqualTo("destination.locked");
      assertThat(error.kind()).isEqualTo(ErrorKind.RESOURCE);
      assertThat(error).hasMessageContaining("targets");
      assertThat(Sql.targets(fixture.destination)).isEmpty();
    }
    run("append", "copy");
    assertThat(Sql.rows(fixture.destination, "raw.t")).hasSize(3);
  }

  /** The backend may exit some time after the client has disconnected. */
  @Test
  void run_finished_releasesTheLock() throws Exception {
    for (int time = 0; time < 20; time++) {
      run("append", "copy");

      assertThat(
              Sql.texts(
                  fixture.destination, "SELECT pid FROM pg_locks WHERE locktype = 'advisory'"))
          .isEmpty();
    }
  }

  private void run(String writeMode, String loadMethod) throws Exception {
    fixture.run(
        fixture.config(
            "name: t, sync_mode: full_refresh", "write_mode: " + writeMode, loadMethod, ""),
        false,
        Progress.SILENT,
        new Cancellation());
  }

  private WeirException failure(String writeMode, String loadMethod) {
    return catchThrowableOfType(WeirException.class, () -> run(writeMode, loadMethod));
  }
}

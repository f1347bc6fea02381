package dev.weir.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.StreamQuery;
import dev.weir.core.connector.ValueForm;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.unit.ByteSize;
import dev.weir.postgres.Sql;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries that are streamed from a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueryStreamTest {
  /** More than the sockets' buffers hold. */
  private static final int MANY = 400_000;

  private TestDatabase database;

  @BeforeAll
  void createTable() throws SQLException {
    database = TestServer.database("query_stream");
    database.execute(
        "CREATE SCHEMA other",
        "CREATE TABLE t (id bigint NOT NULL, name text, amount numeric(10,2), free numeric)",
        "INSERT INTO t SELECT n, 'name ' || n, n + 0.25, n / 3.0 FROM generate_series(1, 10) n",
        "CREATE DOMAIN whole AS integer",
        "CREATE TYPE mood AS ENUM ('good', 'bad')",
        "CREATE FUNCTION writes() RETURNS integer LANGUAGE sql"
            + " AS 'INSERT INTO public.t (id) VALUES (0) RETURNING 1'");
  }

  private String url() {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            encoded(database.endpoint().user()),
            encoded(database.endpoint().password().reveal()),
            database.endpoint().host(),
            database.endpoint().port(),
            database.name());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private QueryStream open(String sql) {
    return open(sql, Map.of(), StreamOptions.DEFAULTS);
  }

  private QueryStream open(String sql, Map<String, String> parameters, StreamOptions options) {
    return QueryStream.open(url(), new StreamQuery(sql, parameters), options);
  }

  private static List<String> rows(QueryStream stream) {
    List<String> rows = new ArrayList<>();
    for (Optional<Batch> next = stream.next(); next.isPresent(); next = stream.next()) {
      try (Batch batch = next.get()) {
        for (int row = 0; row < batch.rows(); row++) {
          List<String> cells = new ArrayList<>();
          for (FieldVector vector : batch.root().getFieldVectors()) {
            cells.add(String.valueOf(vector.getObject(row)));
          }
          rows.add(String.join(" ", cells));
        }
      }
    }
    return rows;
  }

  private List<String> rows(String sql, Map<String, String> parameters) {
    try (QueryStream stream = open(sql, parameters, StreamOptions.DEFAULTS)) {
      return rows(stream);
    }
  }

  private WeirException failure(String sql, Map<String, String> parameters) {
    return catchThrowableOfType(WeirException.class, () -> rows(sql, parameters));
  }

  @Test
  void next_query_returnsTypedRows() {
    try (QueryStream stream =
        open("SELECT id, name, amount FROM t WHERE id < 3 ORDER BY id DESC")) {
      assertThat(stream.schema().getFields().toString())
          .contains("id: Int(64, true)", "name: Utf8", "amount: Decimal(10, 2, 128)");
      assertThat(stream.state()).isEqualTo(StreamState.RUNNING);
      assertThat(rows(stream)).containsExactly("2 name 2 2.25", "1 name 1 1.25");
      assertThat(stream.state()).isEqualTo(StreamState.COMPLETED);
      assertThatThrownBy(stream::next).isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT id FROM t WHERE id = :v | 3 | 3",
        "SELECT id FROM t WHERE name = :v | name 4 | 4",
        "SELECT id FROM t WHERE amount > :v ORDER BY id LIMIT 1 | 8.5 | 9",
        "SELECT count(*) FROM t WHERE id = ANY (:v) | {1,2,99} | 2",
        "SELECT :v::text | '; DROP TABLE t; -- | '; DROP TABLE t; --",
        "SELECT concat(:v::text, (:v)::text) | a\\b'c\"d | a\\b'c\"da\\b'c\"d",
        "SELECT :v::jsonb ? 'k' | {\"k\": 1} | true",
        "SELECT id FROM t ORDER BY id LIMIT :v | 1 | 1",
        "SELECT :v::mood | bad | bad",
        "SELECT :v::whole | 7 | 7",
        "SELECT extract(year FROM :v::timestamptz)::int | 2020-01-01 00:00:00+00 | 2020",
      })
  void next_parameter_isBoundWithTheTypeThatTheServerInfers(
      String sql, String value, String result) {
    assertThat(rows(sql, Map.of("v", value))).containsExactly(result);
  }

  @Test
  void open_parameterThatIsNotOfItsType_isRefused() {
    WeirException error = failure("SELECT 1 FROM t WHERE id = :v", Map.of("v", "x"));

    assertThat(error.code()).isEqualTo("source.query_parameter");
    assertThat(error).hasMessageContaining("The value of :v is not a bigint");
    assertThat(failure("SELECT 1", Map.of("v", "x"))).hasMessage("The query has no parameter :v");
    assertThat(failure("SELECT 1 FROM t WHERE oops = :v", Map.of("v", "x")).excerpt())
        .containsExactly("LINE 1: SELECT 1 FROM t WHERE oops = :v", " ".repeat(30) + "^");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1; SELECT 2 | source.query_text | several statements",
        "SELECT (1 | source.query_text | not closed",
        "SHOW search_path | source.query_text | begins with \"show\"",
        "-- nothing | source.query_text | is empty",
        "SELECT FROM t | source.query_columns | no columns",
        "SELECT id, name AS id FROM t | source.query_columns | two columns named \"id\"",
        "DELETE FROM t RETURNING id | source.query_writes | DELETE",
        "SELECT writes() | source.query_writes | read-only",
        "SELECT id FROM t FOR UPDATE | source.query_writes | read-only",
        "WITH w AS (DELETE FROM t RETURNING id) SELECT id FROM w | source.query_writes | read-only",
        "SELECT id FROM nothing | source.table_missing | nothing",
        "SELEC 1 | source.query_text | \"selec\"",
        "SELECT 1 / (id - 1) FROM t | source.value | division by zero",
      })
  void open_queryThatCannotBeRead_isRefusedInOneSentence(String sql, String code, String reason) {
    WeirException error = failure(sql, Map.of());

    assertThat(error.code()).isEqualTo(code);
    assertThat(error).hasMessageContaining(reason);
    assertThat(error.getMessage()).doesNotContain("\n");
  }

  @Test
  void open_errorOfTheServer_hasItsPositionInTheText() {
    WeirException error = failure("SELECT id,\n  nam FROM t", Map.of());

    assertThat(error.sqlState()).contains("42703");
    assertThat(error.excerpt()).containsExactly("LINE 2:   nam FROM t", "          ^");
    assertThat(error.hint()).contains("t.name");
  }

  @Test
  void next_queryThatMayWrite_isCommittedAfterItsLastRow() throws SQLException {
    database.execute("DROP TABLE IF EXISTS w", "CREATE TABLE w (id int, n numeric)");
    for (ValueForm form : ValueForm.values()) {
      StreamOptions writing = new StreamOptions(false, form, ByteSize.ofMb(1), ByteSize.ofMb(1));
      try (QueryStream stream =
          open("INSERT INTO w VALUES (1, 1.5) RETURNING *", Map.of(), writing)) {
        assertThat(rows(stream)).hasSize(1);
      }
      try (QueryStream stream =
          open("INSERT INTO w VALUES (2, 1.5) RETURNING *", Map.of(), writing)) {
        stream.next().orElseThrow().close();
      }
    }
    assertThat(Sql.texts(database, "SELECT id FROM w")).containsExactly("1", "1", "1");
  }

  @Test
  void open_tableNameWithoutSchema_isFoundBySearchPathOfRole() throws SQLException {
    database.execute(
        "CREATE TABLE other.only_there AS SELECT 1 AS x",
        "ALTER DATABASE query_stream SET search_path = other, public");
    try {
      assertThat(rows("SELECT x FROM only_there", Map.of())).containsExactly("1");
    } finally {
      database.execute("ALTER DATABASE query_stream RESET search_path");
    }
  }

  private static long bytesOf(Optional<Batch> next) {
    try (Batch batch = next.orElseThrow()) {
      return batch.bytes();
    }
  }

  /** The server's process waits in its send, and memory is that of one batch. */
  @Test
  void next_notCalled_holdsTheServerBack() throws Exception {
    try (QueryStream stream =
        open("SELECT n, repeat('x', 100) AS x FROM generate_series(1, %d) n".formatted(MANY))) {
      bytesOf(stream.next());
      awaitWaitEvent("ClientWrite");
      assertThat(stream.decisions().batches()).isEqualTo(1);
      long bytes = 0;
      for (Optional<Batch> next = stream.next(); next.isPresent(); next = stream.next()) {
        bytes = Math.max(bytes, bytesOf(next));
      }
      assertThat(bytes).isLessThanOrEqualTo(StreamOptions.DEFAULTS.batchBytesMax().bytes());
      assertThat(stream.decisions().largest()).isEqualTo(bytes);
    }
  }

  private void awaitWaitEvent(String event) throws SQLException {
    Sql.awaitTrue(
        database,
        "EXISTS (SELECT FROM pg_stat_activity WHERE datname = '%s' AND wait_event = '%s')"
            .formatted(database.name(), event));
  }

  /** The server sends 8 KiB at a time: over 500 of the 600 rows before it sleeps. */
  @Test
  void next_serverPauses_returnsTheRowsThatAreThere() throws Exception {
    String sql =
        "SELECT n + CASE WHEN n > 600 THEN length(pg_sleep(600)::text) ELSE 0 END AS n"
            + " FROM generate_series(1, 700) n";
    try (QueryStream stream = open(sql)) {
      int rows = 0;
      while (rows < 500) {
        try (Batch batch = stream.next().orElseThrow()) {
          rows += batch.rows();
        }
      }
      assertThat(rows).isLessThan(600);
    }
  }

  @Test
  void pause_untilResume_readsNothingAndLosesNothing() throws Exception {
    int rowsOfFirst;
    try (QueryStream stream =
        open("SELECT n, repeat('x', 100) AS x FROM generate_series(1, %d) n".formatted(MANY))) {
      try (Batch first = stream.next().orElseThrow()) {
        assertThat(first.root().getVector(0).getObject(0)).isEqualTo(1);
        rowsOfFirst = first.rows();
      }
      stream.pause();
      stream.pause();
      assertThat(stream.state()).isEqualTo(StreamState.PAUSED);
      CompletableFuture<List<String>> rows = CompletableFuture.supplyAsync(() -> rows(stream));
      awaitWaitEvent("ClientWrite");
      assertThatThrownBy(() -> rows.get(100, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(stream.decisions().batches()).isEqualTo(1);

      stream.resume();
      stream.resume();

      assertThat(rows.get(30, TimeUnit.SECONDS))
          .hasSize(MANY - rowsOfFirst)
          .last()
          .asString()
          .startsWith(MANY + " ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT pg_sleep(600)::text | false",
        "SELECT generate_series(1, 1000000000) AS n | false",
        "SELECT 1 AS x | true"
      })
  void cancel_anyMoment_endsTheBackend(String sql, boolean paused) throws Exception {
    try (QueryStream stream = open("SELECT * FROM (" + sql + ") q")) {
      if (paused) {
        stream.pause();
      }
      CompletableFuture<List<String>> rows = CompletableFuture.supplyAsync(() -> rows(stream));

      stream.cancel();
      stream.cancel();

      assertThat(
              catchThrowableOfType(ExecutionException.class, () -> rows.get(10, TimeUnit.SECONDS)))
          .cause()
          .isInstanceOfSatisfying(
              WeirException.class,
              error -> assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED));
      assertThat(stream.state()).isEqualTo(StreamState.CANCELLED);
      Sql.awaitSessionsEnded(database);
    }
  }

  @Test
  void close_beforeTheEnd_endsTheBackend() throws Exception {
    try (QueryStream stream = open("SELECT generate_series(1, 1000000000) AS n")) {
      bytesOf(stream.next());
    }
    Sql.awaitSessionsEnded(database);
  }

  @Test
  void close_batchThatIsOpen_isReported() {
    QueryStream stream = open("SELECT 1 AS x");
    assertThat(stream.next()).isPresent();

    assertThatThrownBy(stream::close).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void open_connectionStringThatCannotBeUsed_isRefusedWithoutThePassword() {
    assertThatThrownBy(
            () ->
                QueryStream.open(
                    "postgresql://u:canary@h/d?sslmod=x",
                    new StreamQuery("SELECT 1", Map.of()),
                    StreamOptions.DEFAULTS))
        .isInstanceOf(WeirException.class)
        .hasMessageContaining("did you mean \"sslmode\"")
        .message()
        .doesNotContain("canary");
  }
}

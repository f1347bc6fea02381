package dev.weir.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.connector.Digest;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import dev.weir.integration.fixture.TierRun;
import dev.weir.micro.Moved;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;

class ComparisonTierTest {
  private static final ShopEvents TABLE = new ShopEvents(350);

  @TempDir private Path folder;

  @Test
  void run_everyBenchmark_succeeds() throws Exception {
    Collection<RunResult> results = TierRun.of("comparison", folder.resolve("log"));

    assertThat(results).hasSizeGreaterThanOrEqualTo(8);
    assertThat(results)
        .extracting(result -> result.getParams().getBenchmark())
        .contains(
            ReadBenchmark.class.getName() + ".weir", WriteBenchmark.class.getName() + ".weirCopy");
  }

  /** Each of them in a test of its own would take a connection and a table of its own. */
  @Test
  void check_contendersOfAnAlteredTable_areRefused() throws Exception {
    BenchmarkDatabase database = BenchmarkDatabase.source();
    Tables.create(database, TABLE);
    Digest expected = TABLE.expected();
    try (WeirRead weir = new WeirRead(database, TABLE)) {
      ReadGate.check(weir, expected);
    }
    execute(
        database,
        "UPDATE %s SET payload = overlay(payload PLACING 'x' FROM 40) WHERE id = 349"
            .formatted(database.quotedTable(TABLE.name())));
    for (ReadContender contender :
        List.of(
            new WeirRead(database, TABLE),
            new CursorRead(database, TABLE),
            new CopyRead(database, TABLE),
            new ArrowJdbcRead(database, TABLE),
            new VertxRead(database, TABLE))) {
      try (contender) {
        assertThatThrownBy(() -> ReadGate.check(contender, expected))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(contender.getClass().getSimpleName() + ": 350 rows");
      }
    }
    execute(database, "DROP TABLE " + database.quotedTable(TABLE.name()));
  }

  @Test
  void counted_missingRow_isRefused() {
    ReadBenchmark.ByWeir by = new ReadBenchmark.ByWeir();
    by.rows = 2;

    assertThatThrownBy(() -> by.counted(new Digest(1, 0), new Moved()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("1 rows of 2");
  }

  @Test
  void gate_writersThatLoseOrAlterRows_areRefused() throws Exception {
    WriteBenchmark.Target target = new WriteBenchmark.Target();
    target.rows = TABLE.rows();
    target.open();
    target.empty();
    String table = target.destination.quotedTable("written");
    for (String mistake :
        List.of(
            "DELETE FROM " + table + " WHERE id = 5",
            "UPDATE " + table + " SET created_at = created_at + interval '1 ms' WHERE id = 5",
            "INSERT INTO " + table + " SELECT * FROM " + table + " WHERE id = 5")) {
      try (BulkInsertWrite whole = new BulkInsertWrite(target.destination, TABLE, "written")) {
        target.gate(whole);

        assertThatThrownBy(() -> target.gate(new Mistaken(whole, target.destination, mistake)))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("no time counts");
      }
    }
  }

  /** A writer after which the rows of the target are changed. */
  private record Mistaken(WriteContender whole, BenchmarkDatabase database, String mistake)
      implements WriteContender {
    @Override
    public void write() throws Exception {
      whole.write();
      execute(database, mistake);
    }

    @Override
    public void close() {}
  }

  @Test
  void sink_touching_readsEqualSumsOfEqualRows() throws Exception {
    BenchmarkDatabase database = BenchmarkDatabase.source();
    ShopEvents table = new ShopEvents(300);
    Tables.create(database, table);
    try (WeirRead weir = new WeirRead(database, table);
        CursorRead cursor = new CursorRead(database, table);
        CopyRead copy = new CopyRead(database, table);
        ArrowJdbcRead arrow = new ArrowJdbcRead(database, table);
        VertxRead vertx = new VertxRead(database, table)) {
      Digest expected = touched(weir);
      for (ReadContender other : List.of(cursor, copy, arrow, vertx)) {
        assertThat(touched(other)).as(other.getClass().getSimpleName()).isEqualTo(expected);
      }
    }
  }

  private static Digest touched(ReadContender contender) throws Exception {
    RowSink sink = RowSink.touching();
    contender.read(sink);
    return sink.digest();
  }

  @Test
  void versions_areThoseOfTheBuild() throws Exception {
    try (InputStream in = ReadBenchmark.class.getResourceAsStream("versions.txt")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
          .hasSize(4)
          .allMatch(line -> line.matches("[a-z-]+ [0-9][0-9A-Za-z.-]*"));
    }
  }

  private static void execute(BenchmarkDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect(Map.of());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package dev.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.TableContent;
import dev.weir.integration.fixture.Tables;
import dev.weir.integration.fixture.TierRun;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.RunResult;

/** The tier on a server that is started as a run of JMH starts it. */
class IntegrationTierTest {
  /** Not the number of rows of another test. */
  private static final int ALTERED_ROWS = 320;

  @TempDir private Path folder;

  /** What opens a table in a benchmark. */
  @FunctionalInterface
  interface Opening {
    void open() throws Exception;
  }

  @Test
  void run_everyBenchmark_succeeds() throws Exception {
    Collection<RunResult> results = TierRun.of("integration", folder.resolve("log"));

    assertThat(results).hasSizeGreaterThanOrEqualTo(24);
    Map<String, List<RunResult>> byMethod =
        results.stream().collect(Collectors.groupingBy(r -> r.getParams().getBenchmark()));
    assertThat(byMethod.keySet())
        .anyMatch(name -> name.endsWith("ConnectionBenchmark.unixSocket"))
        .anyMatch(name -> name.endsWith("JsonBenchmark.readAndParse"));
    RunResult memory =
        byMethod.getOrDefault(MemoryBenchmark.class.getName() + ".read", List.of()).get(0);
    for (String figure : List.of("residentPeak", "directPeak", "heapPeak", "arrowPeak")) {
      assertThat(secondary(memory, figure)).as(figure).isPositive();
    }
    RunResult stability =
        byMethod.getOrDefault(StabilityBenchmark.class.getName() + ".read", List.of()).get(0);
    assertThat(secondary(stability, "growthLow"))
        .isLessThanOrEqualTo(secondary(stability, "growthHigh"));
  }

  @Test
  void run_moreFilters_sendFewerBytes() throws Exception {
    List<Double> sent =
        TierRun.of("integration\\.PredicateBenchmark", folder.resolve("log")).stream()
            .map(result -> secondary(result, "sentBytes"))
            .toList();

    assertThat(sent).hasSize(4);
    for (int filters = 1; filters < sent.size(); filters++) {
      assertThat(sent.get(filters)).isLessThan(sent.get(filters - 1));
    }
  }

  private static double secondary(RunResult result, String label) {
    return Objects.requireNonNull(result.getSecondaryResults().get(label), label).getScore();
  }

  @Test
  void require_otherTransport_isRefused() {
    BenchmarkDatabase tcp = BenchmarkDatabase.source();

    Transport.require(tcp, Transport.TCP);
    Transport.require(tcp.overSocket(), Transport.UNIX);
    assertThatThrownBy(() -> Transport.require(tcp, Transport.UNIX))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("reached by TCP, and not by UNIX");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void open_alteredRow_isRefused(String name, TableContent content, String change, Opening opening)
      throws Exception {
    BenchmarkDatabase database = BenchmarkDatabase.source();
    Tables.create(database, content);
    opening.open();
    String table = database.quotedTable(content.name());
    try (Connection connection = database.connect(Map.of());
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE " + table + " SET " + change + " WHERE id = 7");

      assertThatThrownBy(opening::open)
          .as(name)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no time counts");

      statement.execute("DROP TABLE " + table);
    }
  }

  private static Stream<Arguments> tables() {
    return Stream.of(
        ofEvents("throughput", IntegrationTierTest::openThroughput),
        ofEvents("first row", IntegrationTierTest::openFirstRow),
        ofEvents("first byte", IntegrationTierTest::openFirstByte),
        ofEvents("memory", IntegrationTierTest::openMemory),
        ofEvents("stability", IntegrationTierTest::openStability),
        ofEvents("batch size", IntegrationTierTest::openBatchSize),
        ofEvents("predicate", IntegrationTierTest::openPredicate),
        Arguments.of(
            "json",
            JsonShape.DEEP.table(ALTERED_ROWS),
            "data = jsonb_set(data, '{node,node,key}', '\"x\"')",
            (Opening) IntegrationTierTest::openJson));
  }

  private static Arguments ofEvents(String name, Opening opening) {
    return Arguments.of(name, new ShopEvents(ALTERED_ROWS), "amount = amount + 0.01", opening);
  }

  private static void openThroughput() throws Exception {
    ThroughputBenchmark.Table table = new ThroughputBenchmark.Table();
    table.rows = ALTERED_ROWS;
    table.open();
    table.close();
  }

  private static void openFirstRow() throws Exception {
    FirstRowBenchmark.Table table = new FirstRowBenchmark.Table();
    table.rows = ALTERED_ROWS;
    table.open();
  }

  private static void openFirstByte() throws Exception {
    FirstByteBenchmark.Table table = new FirstByteBenchmark.Table();
    table.rows = ALTERED_ROWS;
    table.open();
    table.close();
  }

  private static void openMemory() throws Exception {
    MemoryBenchmark.Table table = new MemoryBenchmark.Table();
    table.batchBytes = "64kb";
    table.rows = ALTERED_ROWS;
    table.open();
    table.close();
  }

  private static void openStability() throws Exception {
    StabilityBenchmark.Table table = new StabilityBenchmark.Table();
    table.rows = ALTERED_ROWS;
    table.open();
    table.close();
  }

  private static void openBatchSize() throws Exception {
    BatchSizeBenchmark.Table table = new BatchSizeBenchmark.Table();
    table.strategy = BatchSizeBenchmark.Strategy.ADAPTIVE;
    table.rows = ALTERED_ROWS;
    table.open();
    table.close();
  }

  private static void openPredicate() throws Exception {
    PredicateBenchmark.Table table = new PredicateBenchmark.Table();
    table.rows = ALTERED_ROWS;
    table.open();
    table.close();
  }

  private static void openJson() throws Exception {
    JsonBenchmark.Documents documents = new JsonBenchmark.Documents();
    documents.shape = JsonShape.DEEP;
    documents.rows = ALTERED_ROWS;
    documents.open();
    documents.close();
  }
}

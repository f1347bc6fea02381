package dev.weir.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.cli.Weir;
import dev.weir.core.config.Pipeline;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.contract.Rows.Row;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the engine guarantees with any connector. A connector's tests inherit it; each test begins
 * with an empty source and an empty destination. Rows have the columns of {@link Rows#SCHEMA}.
 */
@Timeout(120)
public abstract class ConnectorContract {
  private static final String SMALL_BATCHES = "max_batch_rows: 10";
  private static final List<String> ONE = List.of("one");

  @TempDir private Path directory;

  /** Returns what the connector offers; for the rest, the tests require that it is refused. */
  protected abstract Set<Capability> capabilities();

  protected abstract ContractPipeline ends();

  /** Makes these the rows of a table of the source, which is created if it does not exist. */
  protected abstract void store(String stream, List<Row> rows) throws Exception;

  /** Returns the rows of a table of the destination; empty if it does not exist. */
  protected abstract List<Row> target(String stream) throws Exception;

  /** Returns the names of everything in the destination, to compare before and after. */
  protected abstract List<String> objects() throws Exception;

  @Test
  void run_append_movesEachRowOnceWithOneReceipt() throws Exception {
    List<Row> rows = Rows.range(1, 500);
    store("one", rows);

    PipelineResult result = run("append", SMALL_BATCHES);

    assertThat(target("one")).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(result.rows().read()).isEqualTo(500);
    assertThat(result.rows().written()).isEqualTo(500);
    Receipt receipt = receipt(result).orElseThrow();
    assertThat(receipt.rows()).isEqualTo(500);
    assertThat(receipt.sequence()).isEqualTo(1);
    assertThat(lastReceipt()).contains(receipt);
  }

  @Test
  void run_appendTwice_doublesRows() throws Exception {
    List<Row> rows = Rows.range(1, 30);
    store("one", rows);
    run("append", SMALL_BATCHES);

    PipelineResult second = run("append", SMALL_BATCHES);

    assertThat(target("one")).containsExactlyInAnyOrderElementsOf(concat(rows, rows));
    assertThat(receipt(second)).isPresent();
  }

  @Test
  void run_emptyStream_commitsAReceipt() throws Exception {
    store("one", List.of());

    PipelineResult result = run("append", "");

    assertThat(result.rows().read()).isZero();
    assertThat(result.rows().written()).isZero();
    assertThat(target("one")).isEmpty();
    assertThat(receipt(result).map(Receipt::rows)).contains(0L);
  }

  @Test
  void run_replaceByEmptyStream_removesRows() throws Exception {
    store("one", Rows.range(1, 30));
    run("replace", SMALL_BATCHES);
    store("one", List.of());

    run("replace", SMALL_BATCHES);

    assertThat(target("one")).isEmpty();
  }

  @Test
  void run_replaceTwice_keepsTheLastRows() throws Exception {
    store("one", Rows.range(1, 30));
    run("replace", SMALL_BATCHES);
    store("one", Rows.range(20, 70));

    run("replace", SMALL_BATCHES);

    assertThat(target("one")).containsExactlyInAnyOrderElementsOf(Rows.range(20, 70));
  }

  @Test
  void run_upsert_updatesAndInserts() throws Exception {
    store("one", Rows.range(1, 30));
    if (!capabilities().contains(Capability.UPSERT)) {
      assertThat(failure(() -> run("upsert", ""))).isNotNull();
      assertThat(target("one")).isEmpty();
      return;
    }
    run("upsert", SMALL_BATCHES);
    List<Row> changed = concat(List.of(new Row(29, "changed"), new Row(30, "changed")), 31, 35);
    store("one", changed);

    PipelineResult second = run("upsert", SMALL_BATCHES);

    assertThat(target("one")).containsExactlyInAnyOrderElementsOf(concat(changed, 1, 28));
    assertThat(second.rows().written()).isEqualTo(7);
    assertThat(second.rows().updated()).isEqualTo(2);
  }

  @Test
  void run_incrementalTwice_readsTheBoundaryAndNewRows() throws Exception {
    store("one", Rows.range(1, 100));
    if (!capabilities().contains(Capability.INCREMENTAL)) {
      assertThat(failure(this::runIncremental)).isNotNull();
      assertThat(target("one")).isEmpty();
      return;
    }
    runIncremental();
    store("one", Rows.range(1, 150));

    PipelineResult second = runIncremental();

    assertThat(target("one")).containsExactlyInAnyOrderElementsOf(Rows.range(1, 150));
    assertThat(second.rows().read()).isEqualTo(1 + 50);
    assertThat(second.rows().written()).isEqualTo(50);
    Receipt receipt = receipt(second).orElseThrow();
    assertThat(receipt.cursor().map(cursor -> cursor.value())).contains("150");
  }

  @Test
  void run_incrementalWithoutNewRows_keepsTheCursor() throws Exception {
    if (!capabilities().contains(Capability.INCREMENTAL)) {
      return;
    }
    store("one", Rows.range(1, 100));
    runIncremental();

    PipelineResult second = runIncremental();

    assertThat(target("one")).containsExactlyInAnyOrderElementsOf(Rows.range(1, 100));
    assertThat(second.rows().written()).isZero();
    assertThat(receipt(second).flatMap(Receipt::cursor).map(cursor -> cursor.value()))
        .contains("100");
  }

  @Test
  void run_cancelledAtTheFirstBatch_publishesNothing() throws Exception {
    List<Row> rows = Rows.range(1, 500);
    store("one", rows);
    Cancellation cancellation = new Cancellation();
    Pipeline pipeline = pipeline(ONE, SyncMode.FULL_REFRESH, "append", SMALL_BATCHES);

    WeirException error =
        failure(
            () ->
                ContractRuns.run(
                    pipeline, false, (s, r, b) -> cancellation.request(), cancellation));

    assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(error.getSuppressed()).isEmpty();
    assertThat(target("one")).isEmpty();
    assertThat(lastReceipt()).isEmpty();

    run("append", SMALL_BATCHES);

    assertThat(target("one")).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void run_transientSourceFailure_isRetriedWithoutDuplicates() throws Exception {
    List<Row> rows = Rows.range(1, 500);
    store("one", rows);
    Pipeline good = pipeline(ONE, SyncMode.FULL_REFRESH, "append", SMALL_BATCHES);
    FailingSource source = new FailingSource(good.source(), new AtomicInteger(3));

    PipelineResult result =
        ContractRuns.run(
            new Pipeline(good.config(), source, good.transforms(), good.destination()));

    assertThat(result.retries()).isEqualTo(1);
    assertThat(result.rows().read()).isEqualTo(500);
    assertThat(target("one")).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(receipt(result).map(Receipt::rows)).contains(500L);
  }

  @Test
  void plan_changesNothing() throws Exception {
    store("one", Rows.range(1, 30));
    planKeepsObjects();
    run("append", SMALL_BATCHES);
    planKeepsObjects();

    assertThat(target("one")).containsExactlyInAnyOrderElementsOf(Rows.range(1, 30));
  }

  private void planKeepsObjects() throws Exception {
    List<String> before = objects();
    Pipeline pipeline = pipeline(ONE, SyncMode.FULL_REFRESH, "replace", "");

    assertThat(ContractRuns.plan(pipeline).streams()).hasSize(1);

    assertThat(objects()).isEqualTo(before);
  }

  @Test
  void run_verify_comparesOrIsRefused() throws Exception {
    store("one", Rows.range(1, 30));
    Pipeline pipeline = pipeline(ONE, SyncMode.FULL_REFRESH, "append", SMALL_BATCHES);

    if (capabilities().contains(Capability.VERIFY)) {
      PipelineResult result = ContractRuns.verify(pipeline);
      assertThat(result.verified().map(digest -> digest.rows())).contains(30L);
      assertThat(target("one")).hasSize(30);
    } else {
      WeirException error = failure(() -> ContractRuns.verify(pipeline));
      assertThat(error.code()).isEqualTo("verify.unsupported");
      assertThat(target("one")).isEmpty();
    }
  }

  @Test
  void run_twoLanes_moveBothStreams() throws Exception {
    store("one", Rows.range(1, 300));
    store("two", Rows.range(301, 500));

    PipelineResult result =
        ContractRuns.run(
            pipeline(
                List.of("one", "two"),
                SyncMode.FULL_REFRESH,
                "append",
                "parallelism: 2, " + SMALL_BATCHES));

    assertThat(result.setup().lanes()).isEqualTo(capabilities().contains(Capability.LANES) ? 2 : 1);
    assertThat(target("one")).containsExactlyInAnyOrderElementsOf(Rows.range(1, 300));
    assertThat(target("two")).containsExactlyInAnyOrderElementsOf(Rows.range(301, 500));
  }

  @Test
  void discover_listsStreamsOrIsRefused() throws Exception {
    store("one", Rows.range(1, 30));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Path document = ends().write(directory, ONE, SyncMode.FULL_REFRESH, "append", "");

    int code =
        Weir.execute(
            new String[] {"discover", document.toString()},
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            ends().environment());

    if (capabilities().contains(Capability.DISCOVER)) {
      assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
      assertThat(code).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("one", "id", "name");
    } else {
      assertThat(code).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot list its streams");
      assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }
  }

  private static List<Row> concat(List<Row> rows, List<Row> more) {
    List<Row> all = new ArrayList<>(rows);
    all.addAll(more);
    return all;
  }

  private static List<Row> concat(List<Row> rows, long firstId, long lastId) {
    return concat(rows, Rows.range(firstId, lastId));
  }

  private PipelineResult run(String writeMode, String resources) throws IOException {
    return ContractRuns.run(pipeline(ONE, SyncMode.FULL_REFRESH, writeMode, resources));
  }

  private PipelineResult runIncremental() throws IOException {
    return ContractRuns.run(pipeline(ONE, SyncMode.INCREMENTAL, "append", SMALL_BATCHES));
  }

  private Pipeline pipeline(
      List<String> streams, SyncMode syncMode, String writeMode, String resources)
      throws IOException {
    return ends().read(ends().write(directory, streams, syncMode, writeMode, resources));
  }

  private static WeirException failure(ThrowingCallable run) {
    return catchThrowableOfType(WeirException.class, run);
  }

  private Optional<Receipt> receipt(PipelineResult result) throws IOException {
    return ContractRuns.receipt(
        pipeline(ONE, SyncMode.FULL_REFRESH, "append", ""), "one", result.runId());
  }

  private Optional<Receipt> lastReceipt() throws IOException {
    return ContractRuns.lastReceipt(pipeline(ONE, SyncMode.FULL_REFRESH, "append", ""));
  }
}

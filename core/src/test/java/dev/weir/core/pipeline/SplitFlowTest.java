package dev.weir.core.pipeline;

import static dev.weir.core.pipeline.ScriptedSource.idle;
import static dev.weir.core.pipeline.ScriptedSource.marker;
import static dev.weir.core.pipeline.ScriptedSource.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.batch.Batch;
import dev.weir.core.config.Pipeline;
import dev.weir.core.connector.Marker;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.Transform;
import dev.weir.core.contract.ContractRuns;
import dev.weir.core.contract.Rows;
import dev.weir.core.contract.Rows.Row;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How results, markers and the output of transforms reach the writer of a split. */
@Timeout(60)
class SplitFlowTest {
  private static final long ODD_ID = 1;

  @TempDir private Path directory;
  private final RecordingDestination destination = new RecordingDestination();

  @Test
  void run_idleSource_continuesTheSplit() throws IOException {
    PipelineResult result = run(ScriptedSource.of(idle(), rows(1, 2), idle(), idle(), rows(3, 3)));

    assertThat(written()).containsExactly("rows 1 2", "rows 3", "finish", "commit 3");
    assertThat(result.rows().read()).isEqualTo(3);
  }

  /** No call is under way that the session could cancel. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void run_cancelledWhileSourceIsIdle_ends() throws IOException {
    Source endless =
        new ScriptedSource(
            () -> Stream.concat(Stream.of(rows(1, 1)), Stream.generate(ScriptedSource::idle)),
            request -> {});
    Cancellation cancellation = new Cancellation();
    Pipeline pipeline = pipeline(endless, List.of());

    WeirException error =
        catchThrowableOfType(
            WeirException.class,
            () ->
                ContractRuns.run(
                    pipeline, false, (s, r, b) -> cancellation.request(), cancellation));

    assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(written()).containsExactly("rows 1");
  }

  @Test
  void run_markers_reachTheWriterInOrder() throws IOException {
    run(
        ScriptedSource.of(
            marker("first"), rows(1, 1), marker("a"), marker("b"), rows(2, 2), marker("last")),
        TestTransform.toMain(),
        TestTransform.toMain());

    assertThat(written())
        .containsExactly(
            "marker first",
            "rows 1",
            "marker a",
            "marker b",
            "rows 2",
            "marker last",
            "finish",
            "commit 2");
  }

  /** A barrier comes after all rows that precede it, those that a transform holds included. */
  @Test
  void run_transformEmitsOnMarker_isWrittenBeforeTheMarker() throws IOException {
    TestTransform flush =
        new TestTransform(Transform.MAIN) {
          @Override
          void mark(Context context, Marker marker, Output output) {
            output.takeAndEmit(MAIN, batch(context, 100));
          }
        };

    run(ScriptedSource.of(rows(1, 1), marker("barrier"), rows(2, 2)), flush, new Tenfold());

    assertThat(written())
        .containsExactly("rows 10", "rows 1000", "marker barrier", "rows 20", "finish", "commit 3");
  }

  @Test
  void run_transformsEmitAnyNumberOfBatches_countsRowsAfterThem() throws IOException {
    TestTransform repeat =
        new TestTransform(Transform.MAIN) {
          @Override
          void process(Context context, Batch batch, Output output) {
            List<Row> rows = Rows.of(batch);
            batch.close();
            if (rows.get(0).id() % 2 != ODD_ID) {
              output.takeAndEmit(MAIN, Rows.batch(context.allocator(), rows));
              output.takeAndEmit(MAIN, Rows.batch(context.allocator(), rows));
            }
          }

          @Override
          void end(Context context, Output output) {
            output.takeAndEmit(MAIN, batch(context, 7));
            output.takeAndEmit(MAIN, batch(context, 8));
          }
        };

    PipelineResult result =
        run(ScriptedSource.of(rows(1, 1), rows(2, 4), rows(3, 3)), repeat, new Tenfold());

    assertThat(written())
        .containsExactly(
            "rows 20 30 40", "rows 20 30 40", "rows 70", "rows 80", "finish", "commit 8");
    assertThat(result.rows().read()).isEqualTo(5);
    assertThat(result.rows().written()).isEqualTo(8);
  }

  /** Multiplies ids by ten. */
  private static final class Tenfold extends TestTransform {
    Tenfold() {
      super(Transform.MAIN);
    }

    @Override
    void process(Context context, Batch batch, Output output) {
      List<Row> rows =
          Rows.of(batch).stream().map(row -> new Row(10 * row.id(), row.name())).toList();
      batch.close();
      output.takeAndEmit(MAIN, Rows.batch(context.allocator(), rows));
    }
  }

  private static Batch batch(Transform.Context context, long id) {
    return Rows.batch(context.allocator(), Rows.range(id, id));
  }

  @Test
  void run_rejectedRows_commitsNothing() throws IOException {
    RecordingDestination strict = new RecordingDestination(row -> row.id() == 2, () -> {});
    Pipeline good = pipeline(ScriptedSource.of(rows(1, 3)), List.of());

    WeirException error =
        failure(new Pipeline(good.config(), good.source(), good.transforms(), strict));

    assertThat(error.code()).isEqualTo("destination.rows_rejected");
    assertThat(error).hasMessageContaining("rejected 1 rows");
    assertThat(strict.events())
        .containsExactly("writer 0", "rows 1 2 3", "close writer", "close load", "close session");
  }

  @Test
  void run_outputWithoutTarget_isRefusedAtPlanning() throws IOException {
    TestTransform alerts = new TestTransform(Transform.MAIN, "alerts");

    WeirException error = failure(pipeline(ScriptedSource.of(rows(1, 1)), List.of(alerts)));

    assertThat(error.code()).isEqualTo("run.transform_output");
    assertThat(error).hasMessageContaining("main, alerts").hasMessageContaining("test0");
    assertThat(alerts.events()).isEmpty();
    assertThat(destination.events()).containsExactly("close session");
  }

  @Test
  void run_destinationCannotLock_hasOneLane() throws IOException {
    PipelineResult result =
        ContractRuns.run(
            ScriptedPipeline.of(
                directory,
                List.of("one", "two"),
                "parallelism: 2",
                ScriptedSource.of(rows(1, 1)),
                List.of(),
                destination));

    assertThat(result.setup().lanes()).isEqualTo(1);
    assertThat(written())
        .containsExactly("rows 1", "finish", "commit 1", "rows 1", "finish", "commit 1");
  }

  /** Returns the calls to the writer and the commit. */
  private List<String> written() {
    return destination.events().stream()
        .filter(event -> !event.startsWith("close") && !event.startsWith("writer"))
        .toList();
  }

  private PipelineResult run(Source source, TestTransform... transforms) throws IOException {
    return ContractRuns.run(pipeline(source, List.of(transforms)));
  }

  private static WeirException failure(Pipeline pipeline) {
    return catchThrowableOfType(WeirException.class, () -> ContractRuns.run(pipeline));
  }

  private Pipeline pipeline(Source source, List<? extends Transform> transforms)
      throws IOException {
    return ScriptedPipeline.of(directory, List.of("one"), "", source, transforms, destination);
  }
}

package dev.weir.core.pipeline;

import static dev.weir.core.pipeline.ScriptedSource.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.batch.Batch;
import dev.weir.core.config.Pipeline;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.Transform;
import dev.weir.core.contract.ContractRuns;
import dev.weir.core.error.WeirException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run that fails closes and releases. */
@Timeout(60)
class FailedRunTest {
  @TempDir private Path directory;
  private final RecordingDestination destination = new RecordingDestination();

  @Test
  void run_success_closesTransforms() throws IOException {
    TestTransform first = TestTransform.toMain();
    TestTransform second = TestTransform.toMain();

    ContractRuns.run(pipeline(threeBatches(), List.of(first, second)));

    assertThat(first.events()).containsExactly("open", "close");
    assertThat(second.events()).containsExactly("open", "close");
  }

  @Test
  void run_transformFails_closesAllAndReleasesBatches() throws IOException {
    TestTransform first = TestTransform.toMain();
    TestTransform second =
        new TestTransform(Transform.MAIN) {
          @Override
          void process(Context context, Batch batch, Output output) {
            batch.close();
            throw new IllegalStateException("no rule");
          }
        };

    WeirException error = failure(pipeline(threeBatches(), List.of(first, second)));

    assertThat(error).hasMessageContaining("no rule");
    assertThat(error.getSuppressed()).isEmpty();
    assertThat(first.events()).containsExactly("open", "close");
    assertThat(second.events()).containsExactly("open", "close");
    assertThat(destination.events())
        .containsExactly("writer 0", "close writer", "close load", "close session");
  }

  @Test
  void run_transformDoesNotOpen_closesTheOthersAndTheWriter() throws IOException {
    TestTransform first = TestTransform.toMain();
    TestTransform second =
        new TestTransform(Transform.MAIN) {
          @Override
          public Instance open(Context context) {
            throw new IllegalStateException("no rules file");
          }
        };

    WeirException error = failure(pipeline(threeBatches(), List.of(first, second)));

    assertThat(error).hasMessageContaining("no rules file");
    assertThat(error.getSuppressed()).isEmpty();
    assertThat(first.events()).containsExactly("open", "close");
    assertThat(destination.events())
        .containsExactly("writer 0", "close writer", "close load", "close session");
  }

  @Test
  void run_sourceFails_closesTransformsAndReleasesBatches() throws IOException {
    CountDownLatch processing = new CountDownLatch(1);
    TestTransform transform =
        new TestTransform(Transform.MAIN) {
          @Override
          void process(Context context, Batch batch, Output output) {
            processing.countDown();
            output.takeAndEmit(MAIN, batch);
          }
        };
    ScriptedSource.Step fails =
        allocator -> {
          assertThat(awaits(processing)).isTrue();
          throw new IllegalStateException("broken page");
        };

    WeirException error =
        failure(
            pipeline(ScriptedSource.of(rows(1, 100), rows(101, 200), fails), List.of(transform)));

    assertThat(error).hasMessageContaining("broken page");
    assertThat(error.getSuppressed()).isEmpty();
    assertThat(transform.events()).containsExactly("open", "close");
    assertThat(destination.events()).endsWith("close writer", "close load", "close session");
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A failure to close one resource keeps no other one open, and is not lost. */
  @Test
  void run_transformFailsToClose_closesTheRest() throws IOException {
    TestTransform first =
        new TestTransform(Transform.MAIN) {
          @Override
          void close(Context context) {
            throw new IllegalStateException("first is stuck");
          }
        };
    TestTransform second = TestTransform.toMain();

    WeirException error = failure(pipeline(threeBatches(), List.of(first, second)));

    assertThat(error).hasMessageContaining("first is stuck");
    assertThat(second.events()).containsExactly("open", "close");
    assertThat(destination.events()).contains("close writer", "close load", "close session");
  }

  /** Also shows that the other tests would see a batch that nobody closes. */
  @Test
  void run_transformLeaksBatches_closesSessionsAndReportsTheLeak() throws IOException {
    TestTransform leak =
        new TestTransform(Transform.MAIN) {
          @Override
          void process(Context context, Batch batch, Output output) {
            throw new IllegalStateException("no rule");
          }
        };

    WeirException error = failure(pipeline(threeBatches(), List.of(leak)));

    assertThat(error).hasMessageContaining("no rule");
    assertThat(error.getSuppressed()).hasSize(1);
    assertThat(error.getSuppressed()[0]).hasMessageContaining("leak");
    assertThat(destination.events()).endsWith("close session");
  }

  private static Source threeBatches() {
    return ScriptedSource.of(rows(1, 100), rows(101, 200), rows(201, 300));
  }

  private static WeirException failure(Pipeline pipeline) {
    return catchThrowableOfType(WeirException.class, () -> ContractRuns.run(pipeline));
  }

  private Pipeline pipeline(Source source, List<? extends Transform> transforms)
      throws IOException {
    return ScriptedPipeline.of(directory, List.of("one"), "", source, transforms, destination);
  }
}

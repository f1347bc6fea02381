package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.Progress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stage times of a run's record add up to those of each side, and over all streams. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StageSumsTest {
  private static final int ROWS = 200_000;
  private static final String FULL = ", sync_mode: full_refresh";
  private static final Percentage TOLERANCE = Percentage.withPercentage(2);

  /** The clock of a side stops slightly after that of the run. */
  private static final double MOMENT_SECS = 0.05;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("stage_sums", directory);
    fixture.source.execute(
        "CREATE TABLE public.a (id bigint, name text)",
        "INSERT INTO public.a SELECT n, 'name ' || n FROM generate_series(1, %d) n".formatted(ROWS),
        "CREATE TABLE public.b AS SELECT * FROM public.a LIMIT 3000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "lz4", "zstd"})
  void run_anyCodec_stagesAddUpToEachSide(String codec) throws Exception {
    PipelineResult result = run(List.of("name: a" + FULL), codec);

    assertThat(sum(result.times().sourceParts())).isCloseTo(result.times().sourceSecs(), TOLERANCE);
    assertThat(sum(result.times().destParts())).isCloseTo(result.times().destSecs(), TOLERANCE);
    assertThat(result.times().sourceSecs()).isPositive().isLessThan(ends(result));
    assertThat(result.times().destSecs()).isPositive().isLessThan(ends(result));
    assertThat(result.times().timeToFirstRowMs())
        .isBetween(0.0, result.times().durationSecs() * 1_000);
    assertThat(result.times().sourceParts().keySet())
        .containsExactly(
            "connect", "query", "fetch", "arrow_encode", "compress", "blocked", "verify");
    assertThat(result.times().sourceParts())
        .containsKeys("fetch")
        .allSatisfy(
            (part, secs) -> {
              assertThat(secs).isNotNegative();
            });
    assertThat(List.of("connect", "query", "fetch", "arrow_encode"))
        .allSatisfy(part -> assertThat(result.times().sourceParts().get(part)).isPositive());
    assertThat(List.of("connect", "receive", "arrow_decode", "flush", "commit"))
        .allSatisfy(part -> assertThat(result.times().destParts().get(part)).isPositive());
  }

  @Test
  void run_twoStreams_totalsAddUp() throws Exception {
    PipelineResult a = run(List.of("name: a" + FULL), "none");
    PipelineResult b = run(List.of("name: b" + FULL), "none");

    PipelineResult both = run(List.of("name: b" + FULL, "name: a" + FULL), "none");

    assertThat(a.rows().read()).isEqualTo(ROWS);
    assertThat(both.rows().read()).isEqualTo(ROWS + 3_000);
    assertThat(both.rows().written()).isEqualTo(ROWS + 3_000);
    // Validity bitmaps are rounded up to bytes; these columns have none.
    assertThat((double) both.rows().bytesRead())
        .isCloseTo((double) (a.rows().bytesRead() + b.rows().bytesRead()), within(1_000.0));
    assertThat(both.rows().bytesWritten()).isEqualTo(both.rows().bytesRead());
    assertThat(sum(both.times().sourceParts())).isCloseTo(both.times().sourceSecs(), TOLERANCE);
    assertThat(sum(both.times().destParts())).isCloseTo(both.times().destSecs(), TOLERANCE);
  }

  private static double ends(PipelineResult result) {
    return result.times().durationSecs() + MOMENT_SECS;
  }

  private static double sum(Map<String, Double> parts) {
    return parts.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private PipelineResult run(List<String> streams, String codec) throws Exception {
    return fixture.run(
        fixture.config(streams, "write_mode: replace", "copy", "compression: " + codec),
        false,
        Progress.SILENT,
        new Cancellation());
  }
}

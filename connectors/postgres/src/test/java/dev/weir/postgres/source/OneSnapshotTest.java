package dev.weir.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.postgres.OnFirstBatch;
import dev.weir.postgres.PipelineFixture;
import dev.weir.postgres.Sql;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All streams of a run are read in one snapshot. */
class OneSnapshotTest {
  @TempDir private static Path directory;

  @Test
  void run_concurrentInserts_areNotVisibleToLaterStreams() throws Exception {
    PipelineFixture fixture = new PipelineFixture("one_snapshot", directory);
    // The first stream exceeds the buffers of sockets and channel, so the source has not started
    // the second stream when the destination receives the first batch.
    fixture.source.execute(
        "CREATE TABLE public.long (id integer, filler text)",
        "INSERT INTO public.long SELECT n, repeat('x', 150) FROM generate_series(1, 150000) n",
        "CREATE TABLE public.short (id integer)",
        "INSERT INTO public.short VALUES (1), (2)");

    PipelineResult result =
        fixture.run(
            fixture.config(
                List.of(
                    "name: long, sync_mode: full_refresh", "name: short, sync_mode: full_refresh"),
                "write_mode: append",
                "copy",
                "max_batch_bytes: 64kb, max_inflight_bytes: 64kb"),
            true,
            OnFirstBatch.run(
                () ->
                    fixture.source.execute(
                        "INSERT INTO public.short VALUES (3)",
                        "DELETE FROM public.short WHERE id = 1",
                        "INSERT INTO public.long VALUES (-1, '')")),
            new Cancellation());

    assertThat(Sql.rows(fixture.destination, "raw.short")).containsExactly("(1)", "(2)");
    assertThat(Sql.number(fixture.destination, "SELECT min(id) FROM raw.long")).isEqualTo(1);
    assertThat(result.rows().read()).isEqualTo(150_002);
    assertThat(Sql.rows(fixture.source, "public.short")).containsExactly("(2)", "(3)");
  }
}

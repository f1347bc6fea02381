package dev.weir.postgres.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.cli.Weir;
import dev.weir.postgres.PipelineFixture;
import dev.weir.postgres.Sql;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is planned and refused of outputs and states before a row is read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransformPlanTest {
  private static final String ROLE = "weir_transform_plan";
  private static final String KEYED = "use: counting, output: reached, config: { key: [who] }";

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createDatabases() throws SQLException {
    fixture = new PipelineFixture("transform_plan", directory);
    fixture.source.execute(
        "CREATE TABLE public.events (id bigint, at bigint, who text)",
        "INSERT INTO public.events VALUES (1, 1, 'a')");
  }

  @BeforeEach
  void clear() throws SQLException {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE", "CREATE SCHEMA raw");
  }

  private record Outcome(int code, String out, String err) {}

  private static Outcome weir(PipelineFixture pipeline, String transform, String... command)
      throws Exception {
    pipeline.config(
        "name: events, sync_mode: incremental, cursor_field: at",
        "write_mode: append\ntransforms: [{ " + transform + " }]",
        "copy",
        "parallelism: 2");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Weir.execute(
            Stream.concat(Stream.of(command), Stream.of(pipeline.file().toString()))
                .toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            pipeline.environment());
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void plan_outputAndState_areShownAndNothingIsCreated() throws Exception {
    Outcome plan = weir(fixture, KEYED, "plan");

    assertThat(plan.err()).isEmpty();
    assertThat(plan.out())
        .contains("lanes: 1\n")
        .contains("  load   create keys, load\n")
        .contains(
            "  output reached of counting into reached: create, append, skip known keys (who)")
        .contains("  state  of the transforms, kept with the receipt; one lane\n");
    assertThat(Sql.targets(fixture.destination)).isEmpty();
  }

  @Test
  void plan_mainDiscarded_isShown() throws Exception {
    Outcome plan = weir(fixture, KEYED + ", main: discard", "plan", "--json");

    assertThat(plan.out())
        .contains("\"load\":\"discard\"")
        .contains("\"saves_state\":true")
        .contains(
            "\"outputs\":[{\"transform\":\"counting\",\"name\":\"reached\",\"target\":\"reached\","
                + "\"load\":\"create, append, skip known keys (who)\"}]");
  }

  @Test
  void check_output_isPlannedLikeAStream() throws Exception {
    Outcome check = weir(fixture, KEYED, "check");

    assertThat(check.code()).isZero();
    assertThat(check.out())
        .contains("stream       events          create keys, load")
        .contains("output       reached         create, append, skip known keys (who)");
  }

  @Test
  void check_targetWithoutTheKey_isRefused() throws Exception {
    fixture.destination.execute("CREATE TABLE raw.reached (who text, n bigint, id bigint)");

    Outcome check = weir(fixture, KEYED, "check");

    assertThat(check.code()).isEqualTo(3);
    assertThat(check.err())
        .contains("stream reached")
        .contains("The target raw.reached has no primary key or unique constraint on (who)");
  }

  @Test
  void check_privilegesOnTheStates_areRequired() throws Exception {
    PipelineFixture asRole = new PipelineFixture("transform_plan", directory).asRole(ROLE);
    asRole.source.execute(
        "CREATE TABLE IF NOT EXISTS public.events (id bigint, at bigint, who text)",
        "GRANT SELECT ON public.events TO " + ROLE);
    asRole.destination.execute(
        "DROP SCHEMA IF EXISTS raw CASCADE", "CREATE SCHEMA raw AUTHORIZATION " + ROLE);
    assertThat(weir(asRole, KEYED, "run").err()).doesNotContain("error");
    asRole.destination.execute("REVOKE UPDATE ON raw._weir_transform_state FROM " + ROLE);

    Outcome check = weir(asRole, KEYED, "check");

    assertThat(check.err())
        .contains("The role lacks the privilege UPDATE on raw._weir_transform_state");
  }

  @Test
  void run_verify_isRefused() throws Exception {
    Outcome run = weir(fixture, KEYED, "run", "--verify");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("a pipeline with transforms changes what it moves");
  }

  /** The summary and the notices are for people, so the rows of outputs are in them. */
  @Test
  void run_summary_tellsTheRowsOfTheOutput() throws Exception {
    Outcome run = weir(fixture, "use: counting, output: reached, config: { every: 1 }", "run");

    assertThat(List.of(run.out(), run.err()))
        .anySatisfy(text -> assertThat(text).contains("1 rows to reached"));
  }
}

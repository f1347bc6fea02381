package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.postgres.server.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that filter rows for the role: the run fails, unless the pipeline allows them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowSecurityTest {
  private static final String ROLE = "weir_row_security";

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("row_security", directory).asRole(ROLE);
    for (TestDatabase database : List.of(fixture.source, fixture.destination)) {
      database.execute("GRANT ALL ON SCHEMA public TO " + ROLE);
    }
    fixture.source.execute(
        "CREATE TABLE public.t (id integer, owner text)",
        "INSERT INTO public.t SELECT n, CASE WHEN n <= 3 THEN '%s' ELSE 'x' END FROM generate_series(1, 10) n"
            .formatted(ROLE),
        "ALTER TABLE public.t ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON public.t USING (owner = current_user)",
        "GRANT SELECT ON public.t TO " + ROLE,
        "CREATE VIEW public.v WITH (security_invoker = true) AS SELECT * FROM public.t",
        "GRANT SELECT ON public.v TO " + ROLE);
  }

  @BeforeEach
  void clear() throws SQLException {
    fixture.destination.execute(
        "DROP SCHEMA IF EXISTS raw CASCADE",
        "CREATE SCHEMA raw AUTHORIZATION " + ROLE,
        "GRANT CREATE ON DATABASE " + fixture.destination.name() + " TO " + ROLE);
    fixture.withSourceConfig("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t", "v"})
  void run_policyFiltersRows_fails(String stream) throws Exception {
    WeirException error = catchThrowableOfType(WeirException.class, () -> run(stream));

    assertThat(error.code()).isEqualTo("source.row_security");
    assertThat(error.kind()).isEqualTo(ErrorKind.PERMISSION);
    assertThat(error.hint()).contains("row_security: on");
    assertThat(Sql.targets(fixture.destination)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"t", "v"})
  void run_rowSecurityOn_loadsTheVisibleRows(String stream) throws Exception {
    fixture.withSourceConfig("row_security: on");

    PipelineResult result = run(stream);

    assertThat(result.rows().read()).isEqualTo(3);
    assertThat(result.verified()).isPresent();
  }

  private PipelineResult run(String stream) throws Exception {
    return fixture.run(
        fixture.config(
            "name: " + stream + ", sync_mode: full_refresh", "write_mode: append", "copy", ""));
  }
}

package dev.weir.rules.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.postgres.Sql;
import dev.weir.postgres.WeirProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is killed between the runs over which a sequence spans, and at the commit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesCrashTest {
  private static final int KEY = 4713;
  private static final String IDS = "SELECT id FROM raw.alerts ORDER BY 1";

  @TempDir private static Path directory;
  private AuditTrail trail;

  @BeforeAll
  void createDatabases() throws Exception {
    trail = new AuditTrail("rules_crash", directory);
    trail.fixture.destination.execute(
        """
        CREATE FUNCTION public.hold() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(%d); RETURN NEW; END $$
        """
            .formatted(KEY));
  }

  @BeforeEach
  void clear() throws Exception {
    trail.clear();
  }

  private void insertFirst() throws Exception {
    trail.insert(
        "1@0 transfer bob 5000",
        "2@1 login ann failure",
        "3@2 login ann failure",
        "4@3 login bob failure",
        "5@4 start bob");
  }

  private void insertSecond() throws Exception {
    trail.insert(
        "6@5 login ann failure",
        "7@6 login ann success",
        "8@7 transfer ann 9000",
        "9@100 stop bob");
  }

  /** The trigger that waits stands for the step at which the process is killed. */
  @ParameterizedTest
  @CsvSource({
    "BEFORE INSERT ON raw.audit, false",
    "BEFORE INSERT ON raw.alerts, false",
    "BEFORE UPDATE ON raw._weir_transform_state, false",
    "'AFTER INSERT ON raw.alerts DEFERRABLE INITIALLY DEFERRED', true"
  })
  void run_processKilled_nextRunGivesTheSameAlerts(String event, boolean committed)
      throws Exception {
    insertFirst();
    trail.run();
    insertSecond();
    trail.fixture.destination.execute(
        "CREATE "
            + (committed ? "CONSTRAINT " : "")
            + "TRIGGER hold "
            + event
            + " FOR EACH ROW EXECUTE FUNCTION public.hold()");
    try (Connection other = trail.fixture.destination.connect()) {
      other.createStatement().execute("SELECT pg_advisory_lock(%d)".formatted(KEY));
      Process process = WeirProcess.run(trail.fixture, directory);
      try {
        Sql.awaitBlocked(trail.fixture.destination);
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(trail.alerts()).containsExactly("big web-1 1 1");
    }
    Sql.awaitSessionsEnded(trail.fixture.destination);
    assertThat(Sql.receipts(trail.fixture.destination)).isEqualTo(committed ? 2 : 1);

    trail.run();

    assertThat(trail.alerts())
        .containsExactly("big web-1 1 1", "big web-1 8 8", "guess ann 2 7", "no-stop bob 5 5");
    List<String> ids = Sql.texts(trail.fixture.destination, IDS);
    trail.clear();
    insertFirst();
    insertSecond();
    trail.run();
    assertThat(Sql.texts(trail.fixture.destination, IDS)).isEqualTo(ids);
  }
}

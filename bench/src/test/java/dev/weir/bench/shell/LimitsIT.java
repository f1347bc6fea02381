package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What hangs is ended at its limit, also where it ignores SIGTERM. */
class LimitsIT extends ShellTest {
  @Test
  void setup_thatHangs_isEndedAndOthersAreMeasured() {
    set("BENCH_LIMIT_SETUP", "1");
    set("FAKE_HANG", "setup");
    repository
        .bench("--iters", "1", "--modes", "fast")
        .assertExitCode(5)
        .contains("alpha: setup.sh was ended after 1 s, see BENCH_LIMIT_SETUP")
        .contains("beta, 1,000 rows");
    assertThat(repository.trace().lines()).contains("alpha teardown");
    repository.trace().assertNoHookRuns();
    repository.assertNothingIsLeft();
  }

  @Test
  void run_thatHangsAfterASample_isEndedAndTheRestReported() {
    set("BENCH_LIMIT_RUN", "1");
    set("FAKE_HANG", "run");
    set("FAKE_AFTER", "2");
    repository
        .bench("alpha", "100", "--iters", "3", "--modes", "fast")
        .assertExitCode(5)
        .contains("alpha: run.sh fast was ended after 1 s, see BENCH_LIMIT_RUN")
        .contains("alpha, 100 rows, ")
        .contains("to print its report again:");
    assertThat(repository.resultsWith("\"phase\":\"cold\"")).hasSize(1);
    repository.assertNothingIsLeft();
  }

  @Test
  void teardown_thatIgnoresSigterm_isKilled() {
    set("BENCH_LIMIT_TEARDOWN", "1");
    set("BENCH_LIMIT_GRACE", "1");
    set("FAKE_STUBBORN", "teardown");
    repository
        .quick()
        .assertExitCode(5)
        .contains("alpha: teardown.sh was ended after 1 s, see BENCH_LIMIT_TEARDOWN");
    repository.trace().assertNoHookRuns();
    repository.assertNothingIsLeft();
  }

  @Test
  void limit_thatIsNoNumber_isAUsageError() {
    set("BENCH_LIMIT_SETUP", "soon");
    repository
        .quick()
        .assertExitCode(2)
        .contains("BENCH_LIMIT_SETUP must be a whole number from 1 to 999999999, not 'soon'.");
  }

  @Test
  void maxTime_startsNoProcessAfterIt() {
    repository
        .bench("alpha", "100", "--iters", "200", "--modes", "fast", "--max-time", "1s")
        .assertExitCode(0)
        .containsPattern("--max-time 1s has passed after [1-9][0-9]* of 200 processes.")
        .contains("alpha, 100 rows, ");
  }

  private void set(String variable, String value) {
    repository.environment().put(variable, value);
  }
}

package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Discovery, the hooks' contract, and what happens when one of them fails. */
class HooksIT extends ShellTest {
  @Test
  void bench_oneConnector_isSetUpMeasuredBesideTheLimitAndTornDown() {
    set("FAKE_LIMIT", "limit");
    repository
        .quick()
        .assertExitCode(0)
        .contains("alpha, 100 rows, 1 round")
        .contains("server    fake, server 9.1");

    assertThat(repository.trace().lines())
        .startsWith("alpha setup")
        .endsWith("alpha teardown")
        .anyMatch(line -> line.contains("alpha run fast"))
        .anyMatch(line -> line.contains("alpha run limit"));
    assertThat(repository.trace().linesWith("alpha run")).hasSize(2);
    repository.assertNothingIsLeft();
  }

  @Test
  void bench_noName_measuresAllConnectorsAsConfigured() {
    set("FAKE_LIMIT", "limit");
    repository
        .bench("--iters", "1")
        .assertExitCode(0)
        .contains("alpha, 1,000 rows")
        .contains("beta, 1,000 rows");

    assertThat(repository.trace().lines())
        .anyMatch(line -> line.contains("beta run slow"))
        .anyMatch(line -> line.contains("beta run fast"))
        .anyMatch(line -> line.contains("beta run limit"));
    // One cold, one unmeasured and two measured runs, of three modes, of two connectors.
    assertThat(repository.results()).hasSize(24);
  }

  @Test
  void bench_throughALinkFromElsewhere_runs() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), repository.benchScript());
    repository.run(link, QUICK).assertExitCode(0).contains("alpha, 100 rows");
  }

  @Test
  void hooks_findTheirContractInTheEnvironment() throws IOException {
    repository.quick("--warmup", "3", "--store", "disk").assertExitCode(0);

    Path target = repository.root().resolve("target");
    assertThat(repository.trace().setupEnvironment())
        .contains(
            "BENCH_ROOT=" + repository.root(),
            "BENCH_CONNECTOR=alpha",
            "BENCH_ROWS=100",
            "FAKE_STORE=disk",
            "BENCH_WARMUP=3",
            "BENCH_REPEATS=2");
    for (String name : new String[] {"TOOLS", "DIST"}) {
      assertThat(repository.trace().setupEnvironment())
          .anyMatch(
              line -> line.matches("BENCH_%s=%s/builds/\\p{XDigit}{64}".formatted(name, target)));
    }
    for (String name : new String[] {"WORK", "LIFELINE", "RECORD", "FACTS", "TARGET", "NOTICES"}) {
      assertThat(repository.trace().setupEnvironment())
          .anyMatch(line -> line.startsWith("BENCH_%s=%s/bench_work/".formatted(name, target)));
    }
  }

  @Test
  void noticesOfAHook_arePrintedOnceAlsoWhereItSucceeds() {
    set("FAKE_NOTICE", "weir_x is left of a killed run.");
    ScriptResult result = repository.quick();

    assertThat(result.exitCode()).isZero();
    assertThat(result.output().lines().filter("alpha: weir_x is left of a killed run."::equals))
        .hasSize(1);
  }

  @Test
  void jdkOption_appliesOnlyToTheMeasuredProcess() throws IOException {
    Path java = Path.of(System.getProperty("java.home", ""), "bin");
    Path jdk = directory.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Path wrapper =
        Files.writeString(
            jdk.resolve("bin/java"), "#!/bin/sh\nexec '%s/java' \"$@\"\n".formatted(java));
    Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
    repository.environment().remove("JAVA_HOME");
    repository
        .environment()
        .merge("PATH", java.toString(), (old, own) -> own + File.pathSeparator + old);
    repository.append(
        "connectors/alpha/run.sh", "echo \"run with ${JAVA_HOME-none}\" >>\"$FAKE_TRACE\"\n");
    repository.append(
        "connectors/alpha/setup.sh", "echo \"setup with ${JAVA_HOME-none}\" >>\"$FAKE_TRACE\"\n");

    repository.quick("--jdk", jdk.toString()).assertExitCode(0);

    assertThat(repository.trace().lines()).contains("run with " + jdk, "setup with none");
  }

  @Test
  void config_variables_areIsolated() throws IOException {
    repository.append(
        "connectors/alpha/config.sh",
        """
        root=/nowhere
        worst_status=9
        option=broken
        results=/nowhere
        export FAKE_RECORD=hash
        """);
    repository.replace("connectors/beta/config.sh", "limit_mode=.*\n", "");
    set("FAKE_LIMIT", "limit");
    set("limit_mode", "outside");
    set("modes", "outside");

    repository.bench("--iters", "1").assertExitCode(0);

    assertThat(repository.trace().linesWith("alpha run")).hasSize(3);
    assertThat(repository.trace().linesWith("beta run")).hasSize(2);
  }

  @Test
  void config_modesAsAnArray_areAList() throws IOException {
    repository.replace("connectors/alpha/config.sh", "(?m)^modes=.*", "modes=(slow fast)");
    assertThat(repository.bench("alpha", "--modes", "warp").output())
        .contains("allowed: slow fast.");
  }

  @Test
  void config_thatFails_isNamedAndOthersAreMeasured() {
    set("FAKE_FAIL", "config:alpha");
    Path config = repository.root().resolve("connectors/alpha/config.sh");
    repository
        .bench("--iters", "1", "--modes", "fast")
        .assertExitCode(5)
        .contains("alpha: " + config + " failed.")
        .contains("beta, 1,000 rows");
  }

  @Test
  void config_withoutANumber_isNamed() throws IOException {
    repository.replace(
        "connectors/alpha/config.sh", "(?m)^default_repeats=.*", "default_repeats=few");
    repository
        .bench("alpha")
        .assertExitCode(5)
        .contains("must set default_repeats to a positive whole number, not 'few'.");
  }

  @Test
  void setup_thatFails_isShownAndTornDownAndOthersAreMeasured() {
    set("FAKE_FAIL", "setup:alpha");
    repository
        .bench("--iters", "1", "--modes", "fast")
        .assertExitCode(5)
        .contains("alpha: setup.sh failed with exit code 3; its last lines:")
        .contains("    the fake's setup fails on demand")
        .contains("beta, 1,000 rows");
    assertThat(repository.trace().lines()).startsWith("alpha setup", "alpha teardown");
    assertThat(repository.results()).hasSize(4);
    repository.assertNothingIsLeft();
  }

  @Test
  void run_thatFails_isShownAndTornDownAndNotRecorded() {
    set("FAKE_FAIL", "run:alpha");
    repository
        .bench("--iters", "1", "--modes", "fast")
        .assertExitCode(5)
        .contains("alpha: run.sh ")
        .contains(" failed with exit code 3; its last lines:")
        .contains("beta, 1,000 rows");
    assertThat(repository.trace().linesWith("alpha run")).hasSize(1);
    assertThat(repository.trace().lines()).contains("alpha teardown");
    assertThat(repository.resultsWith("\"connector\":\"alpha\"")).isEmpty();
    repository.assertNothingIsLeft();
  }

  @Test
  void teardown_thatFails_isShownAndResultsAreReported() {
    set("FAKE_FAIL", "teardown:alpha");
    repository
        .quick()
        .assertExitCode(5)
        .contains("alpha: teardown.sh failed with exit code 3")
        .contains("alpha, 100 rows, 1 round");
    repository.assertNothingIsLeft();
  }

  @Test
  void hook_thatIsMissing_isAnEnvironmentFailure() throws IOException {
    Files.delete(repository.root().resolve("connectors/alpha/run.sh"));
    repository.quick().assertExitCode(5).contains("No such file or directory");
    assertThat(repository.trace().lines()).contains("alpha teardown");
  }

  @Test
  void build_thatFails_isShownAndNoHookRuns() {
    set("BENCH_BUILD", "echo cannot find symbol; exit 1");
    repository
        .quick()
        .assertExitCode(5)
        .contains("The build of this tree failed")
        .contains("    cannot find symbol");
    assertThat(repository.trace().lines()).isEmpty();
    repository.assertNothingIsLeft();
  }

  @Test
  void build_withoutItsProgram_namesIt() {
    set("BENCH_BUILD", "no-such-maven package");
    repository.quick().assertExitCode(5).contains("Building needs 'no-such-maven' on PATH.");
  }

  @Test
  void report_isInColourOnlyOnDemand() {
    assertThat(repository.quick().output()).doesNotContain("\u001b[");
    assertThat(repository.quick("--color", "always").output()).contains("\u001b[1m");
  }

  private void set(String variable, String value) {
    repository.environment().put(variable, value);
  }
}

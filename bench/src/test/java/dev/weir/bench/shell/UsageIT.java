package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An invalid command is refused with exit code 2 and what is allowed, before anything is built. */
class UsageIT extends ShellTest {
  private static final String BUILT = "built";

  @BeforeEach
  void noteBuilds() {
    repository.environment().put("BENCH_BUILD", "touch " + BUILT);
  }

  @Test
  void bench_unknownOption_namesTheOptions() {
    assertRefused(repository.bench("--fast"))
        .contains("unknown option '--fast'; allowed: --modes --iters");
  }

  @Test
  void bench_unknownConnector_namesThoseWithAConfig() {
    assertRefused(repository.bench("gamma"))
        .contains("unknown connector 'gamma'; allowed: alpha beta.");
  }

  @Test
  void bench_unknownMode_namesTheModesOfTheConnector() {
    assertRefused(repository.bench("alpha", "--modes", "fast,warp"))
        .contains("unknown mode of alpha 'warp'; allowed: slow fast.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "--", "-5", "1e3", "1.5", "many", "05", "9999999999"})
  void bench_rowsThatAreNoPositiveNumber_areRefused(String rows) {
    assertRefused(repository.bench("alpha", rows));
  }

  @Test
  void bench_rowsThatAreAWord_areRefusedWithTheRange() {
    assertRefused(repository.bench("alpha", "many"))
        .contains("ROWS must be a whole number from 1 to 999999999, not 'many'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--iters 0   | --iters must be a whole number from 1",
        "--iters=x   | --iters must be a whole number from 1",
        "--warmup -1 | --warmup must be a whole number from 0",
        "--color blue| allowed: auto always never.",
        "--jdk /dev  | --jdk must name a JDK",
        "--iters     | --iters needs a value.",
        "--modes fast,fast | --modes names 'fast' twice.",
        "--max-time soon| --max-time must be a time such as 90s, 10m or 2h, not 'soon'.",
        "--repeats 0 | --repeats must be a whole number from 1",
        "--gate=lax  | allowed: strict.",
        "--save-baseline ../x | --save-baseline needs a name of letters",
        "5 6         | too many arguments: '6'",
      })
  void bench_invalidArguments_areRefusedWithTheReason(String arguments, String reason) {
    List<String> command = Stream.concat(Stream.of("alpha"), words(arguments)).toList();
    assertRefused(repository.bench(command.toArray(String[]::new))).contains(reason);
  }

  @Test
  void bench_unknownProvider_isRefusedWithoutRepeatingIt() {
    assertRefused(repository.bench("alpha", "--store", "user:canary@host"))
        .contains("unknown value of --store; allowed: memory, disk, or a store:// URL.")
        .doesNotContain("canary");
  }

  @Test
  void bench_optionOfAnotherConnector_isRefused() throws IOException {
    repository.replace("connectors/beta/config.sh", "(?m)^options=.*\n", "");
    assertRefused(repository.bench("beta", "--store", "disk"))
        .contains("--store is no option of: beta.");
  }

  @Test
  void bench_noConnector_namesTheDirectory() throws IOException {
    Path connectors = repository.root().resolve("connectors");
    Files.move(connectors, connectors.resolveSibling("elsewhere"));
    assertRefused(repository.bench()).contains("no connector has a config.sh in " + connectors);
  }

  @Test
  void help_listsOptionsConnectorsAndExitCodes() {
    repository
        .bench("-h")
        .assertExitCode(0)
        .contains("--store          of alpha: memory, disk, or a store:// URL (default: memory)")
        .contains("CONNECTOR is one of: alpha beta")
        .contains("Exit codes:");
    repository.compare("--help").assertExitCode(0).contains("--iters PAIRS");
  }

  @Test
  void compare_oneRef_isRefused() {
    assertRefused(repository.compare("main")).contains("two refs are needed, not 1: main");
  }

  @Test
  void compare_unknownRef_namesBranchesAndTags() {
    assertRefused(repository.compare("main", "nowhere"))
        .contains(
            "unknown ref 'nowhere'; allowed: any commit of this repository, by sha, branch or tag,"
                + " such as: main");
  }

  @Test
  void compare_unknownOption_isRefused() {
    assertRefused(repository.compare("main", "--output=/tmp/x"))
        .contains("unknown option '--output'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--connector gamma| allowed: alpha beta.",
        "--mode warp      | allowed: slow fast.",
        "--rows 0         | --rows must be a whole number from 1",
        "--iters none     | --iters must be a whole number from 1",
        "--threshold 0    | --threshold must be a percentage above 0",
        "--margin wide    | --margin must be a percentage above 0",
      })
  void compare_invalidOption_isRefusedWithTheReason(String arguments, String reason) {
    List<String> command = Stream.concat(Stream.of("main", "main"), words(arguments)).toList();
    assertRefused(repository.compare(command.toArray(String[]::new))).contains(reason);
  }

  @Test
  void compare_outsideOfARepository_isRefused() throws IOException {
    repository.leaveGit();
    assertRefused(repository.compare("main", "main")).contains("is not a git repository");
  }

  private AbstractStringAssert<?> assertRefused(ScriptResult result) {
    AbstractStringAssert<?> output = result.assertExitCode(2);
    assertThat(repository.root().resolve(BUILT)).doesNotExist();
    assertThat(repository.trace().lines()).isEmpty();
    return output;
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split(" ", -1));
  }
}

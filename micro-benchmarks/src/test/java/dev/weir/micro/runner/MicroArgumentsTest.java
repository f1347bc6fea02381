package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

class MicroArgumentsTest {
  private static final CommandSpec SPEC = MicroOptions.parser(new MicroOptions()).getCommandSpec();

  @Test
  void split_leavesJmhsArgumentsAsTheyAre() {
    MicroArguments divided =
        split(
            "Codec -p rows=1,2 --tier micro -jvmArgsAppend --add-opens=java.base/java.nio=ALL-UNNAMED"
                + " --gate Encode --html a.html -prof gc --threshold=5 -bm thrpt");

    assertThat(divided.own())
        .containsExactly("--tier", "micro", "--gate", "--html", "a.html", "--threshold=5");
    assertThat(divided.jmh())
        .containsExactly(
            "Codec",
            "-p",
            "rows=1,2",
            "-jvmArgsAppend",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "Encode",
            "-prof",
            "gc",
            "-bm",
            "thrpt");
  }

  @Test
  void split_gateWithItsValue_isOurs() {
    assertThat(split("--gate=strict Codec").own()).containsExactly("--gate=strict");
  }

  @Test
  void nearMiss_namesOurOption() {
    assertThat(split("--save-basline x").nearMiss(SPEC)).contains("--save-baseline");
    assertThat(split("-f 1 --target").nearMiss(SPEC)).contains("--targets");
    assertThat(split("-tier micro").nearMiss(SPEC)).contains("--tier");
    assertThat(split("--nothing-of-the-kind").nearMiss(SPEC)).isEmpty();
  }

  @Test
  void tier_excludesTheOthers() {
    String exclusion = BenchmarkTier.COMPARISON.exclusion();

    assertThat("dev.weir.comparison.ReaderBenchmark.ours").doesNotContainPattern(exclusion);
    assertThat("dev.weir.micro.ipc.CodecBenchmark.encode").containsPattern(exclusion);
    assertThat("dev.weir.comparisonX.A.b").containsPattern(exclusion);
  }

  @Test
  void withAllocation_addsTheProfilerOnce() {
    assertThat(jmh("-f 1").withAllocation().toArray()).containsExactly("-f", "1", "-prof", "gc");
    assertThat(jmh("-prof gc:churn=true").withAllocation().toArray())
        .containsExactly("-prof", "gc:churn=true");
  }

  @Test
  void withAsyncPaths_addsOnlyWhatIsNotGiven() {
    Optional<Path> library = Optional.of(Path.of("/lib/x.so"));
    Path folder = Path.of("/out");

    assertThat(jmh("-prof async").withAsyncPaths(library, folder).toArray())
        .containsExactly("-prof", "async:libPath=/lib/x.so;dir=/out");
    assertThat(jmh("-prof async:output=jfr").withAsyncPaths(library, folder).toArray())
        .containsExactly("-prof", "async:output=jfr;libPath=/lib/x.so;dir=/out");
    assertThat(jmh("-prof async:libPath=/my.so;dir=o").withAsyncPaths(library, folder).toArray())
        .containsExactly("-prof", "async:libPath=/my.so;dir=o");
    assertThat(jmh("-prof gc").withAsyncPaths(library, folder).toArray())
        .containsExactly("-prof", "gc");
  }

  @Test
  void namesAsyncLibrary_isOfEachOne() {
    assertThat(jmh("-prof async:libPath=/my.so").namesAsyncLibrary()).isTrue();
    assertThat(jmh("-prof async").namesAsyncLibrary()).isFalse();
    assertThat(jmh("-prof async").usesAsyncProfiler()).isTrue();
    assertThat(jmh("-prof gc").usesAsyncProfiler()).isFalse();
  }

  private static MicroArguments split(String arguments) {
    return MicroArguments.split(SPEC, List.of(arguments.split(" ", -1)));
  }

  private static JmhArguments jmh(String arguments) {
    return new JmhArguments(List.of(arguments.split(" ", -1)));
  }
}

package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.CommandLineOptions;

class MainTest {
  @TempDir private Path folder;

  @Test
  void forks_get_the_flags_before_those_of_the_user() throws Exception {
    CommandLineOptions given =
        new CommandLineOptions(
            "-jvmArgsPrepend", "-Da=1 -Db=2", "-jvmArgs", "-Xmx2g", "-jvmArgsAppend", "-Dc=3");

    assertThat(Main.withDefaults(given).getJvmArgsPrepend().get())
        .startsWith("-XX:+IgnoreUnrecognizedVMOptions")
        .contains("-Dio.netty.noUnsafe=false", "-Darrow.enable_unsafe_memory_access=true")
        .endsWith("-Da=1", "-Db=2");
    assertThat(Main.withDefaults(given).getJvmArgs().get()).containsExactly("-Xmx2g");
    assertThat(Main.withDefaults(given).getJvmArgsAppend().get()).containsExactly("-Dc=3");
  }

  @Test
  void forks_get_the_flags_where_the_user_gives_none() throws Exception {
    assertThat(Main.withDefaults(new CommandLineOptions("-f", "1")).getJvmArgsPrepend().get())
        .containsExactlyElementsOf(ForkFlags.all());
  }

  @Test
  void other_options_are_as_given() throws Exception {
    CommandLineOptions given = new CommandLineOptions("IpcCodec", "-wi", "7", "-p", "rows=1,2");

    assertThat(Main.withDefaults(given).getIncludes()).containsExactly("IpcCodec");
    assertThat(Main.withDefaults(given).getWarmupIterations().get()).isEqualTo(7);
    assertThat(Main.withDefaults(given).getParameter("rows").get()).containsExactly("1", "2");
  }

  @Test
  void failing_benchmark_fails_the_run_unless_told_otherwise() throws Exception {
    assertThat(failsOnError("-f", "1")).isTrue();
    assertThat(failsOnError("-foe", "false")).isFalse();
  }

  @Test
  void benchmarks_are_listed() throws IOException {
    Path list = folder.resolve("list");

    assertThat(run("-l", "-o", list.toString())).isEqualTo("0: ");

    assertThat(list).content().contains("dev.weir.micro.IpcCodecBenchmark.encodeSixColumns\n");
  }

  @Test
  void each_benchmark_runs_once() throws IOException {
    Path result = folder.resolve("result.csv");

    String outcome =
        run(
            ("-f 0 -wi 0 -i 1 -r 1ms -p rows=100 -rff " + result + " -o " + folder.resolve("log"))
                .split(" "));

    assertThat(outcome).isEqualTo("0: ");
    assertThat(Files.readString(result)).contains("roundTripSixColumnsByArrow");
  }

  @Test
  void unknown_option_is_told_and_exits_with_64() throws IOException {
    assertThat(run("--no-such-option")).startsWith("64: Error parsing command line:");
  }

  @Test
  void pattern_that_matches_nothing_is_told_and_exits_with_1() throws IOException {
    Path log = folder.resolve("log");

    assertThat(run("NoSuchBenchmark", "-o", log.toString())).startsWith("1: No benchmarks to run");
  }

  private static boolean failsOnError(String... args) throws Exception {
    return Main.withDefaults(new CommandLineOptions(args)).shouldFailOnError().get();
  }

  /** The exit code, and what was written to the error stream. */
  private static String run(String... args) throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(new PrintStream(err, true, StandardCharsets.UTF_8), args);
    return code + ": " + err.toString(StandardCharsets.UTF_8);
  }
}

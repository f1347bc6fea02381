package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.CommandLineOptions;

class MainTest {
  @TempDir private Path folder;

  @Test
  void withDefaults_userFlags_followTheDefaultFlags() throws Exception {
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
  void withDefaults_noUserFlags_areTheDefaultFlags() throws Exception {
    assertThat(Main.withDefaults(new CommandLineOptions("-f", "1")).getJvmArgsPrepend().get())
        .containsExactlyElementsOf(ForkFlags.all());
  }

  @Test
  void withDefaults_otherOptions_areUnchanged() throws Exception {
    CommandLineOptions given = new CommandLineOptions("IpcCodec", "-wi", "7", "-p", "rows=1,2");

    assertThat(Main.withDefaults(given).getIncludes()).containsExactly("IpcCodec");
    assertThat(Main.withDefaults(given).getWarmupIterations().get()).isEqualTo(7);
    assertThat(Main.withDefaults(given).getParameter("rows").get()).containsExactly("1", "2");
  }

  @Test
  void withDefaults_failOnError_isOnByDefault() throws Exception {
    assertThat(failsOnError("-f", "1")).isTrue();
    assertThat(failsOnError("-foe", "false")).isFalse();
  }

  @Test
  void run_list_printsTheBenchmarks() throws IOException {
    Path list = folder.resolve("list");

    assertThat(run("-l", "-o", list.toString())).isEqualTo("0: ");

    assertThat(list).content().contains("dev.weir.micro.ipc.IpcCodecBenchmark.encodeSixColumns\n");
  }

  @Test
  void run_everyBenchmark_succeeds() throws IOException {
    Path result = folder.resolve("result.csv");

    String outcome =
        run(
            ("dev.weir.micro -f 0 -wi 0 -i 1 -r 1ms -p rows=100 -p frame=BATCH_4K -p inFlight=16 -p users=100 -p sequences=10 -rff "
                    + result
                    + " -o "
                    + folder.resolve("log"))
                .split(" "));

    assertThat(outcome).isEqualTo("0: ");
    assertThat(Files.readString(result)).contains("roundTripSixColumnsByArrow");
  }

  @Test
  void run_unknownOption_returns64() throws IOException {
    assertThat(run("--no-such-option")).startsWith("64: Error parsing command line:");
  }

  @Test
  void run_patternWithoutMatch_returns1() throws IOException {
    Path log = folder.resolve("log");

    assertThat(run("NoSuchBenchmark", "-o", log.toString())).startsWith("1: No benchmarks to run");
  }

  private static boolean failsOnError(String... args) throws Exception {
    return Main.withDefaults(new CommandLineOptions(args)).shouldFailOnError().get();
  }

  /** The exit code, and what was written to the error stream. */
  private String run(String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--results", folder.resolve("micro.jsonl").toString()));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    int code =
        Main.run(
            out, new PrintStream(err, true, StandardCharsets.UTF_8), all.toArray(String[]::new));
    return code + ": " + err.toString(StandardCharsets.UTF_8);
  }
}

package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, with real runs of JMH that are as short as can be. */
class MicroCommandTest {
  private static final String ONE = "IpcCodecBenchmark.copySixColumnsIntoReusedBuffer";
  private static final String BRIEFLY = "-wi 0 -i 2 -r 5ms -p rows=100";
  private static final String LIST = "META-INF/BenchmarkList";

  @TempDir private Path folder;

  private record Outcome(int code, String out, String err) {}

  @Test
  void run_inThisJvm_recordsReportsAndSavesABaseline() throws IOException {
    Outcome first = run(ONE + " " + BRIEFLY + " -f 0 --save-baseline main --html HTML");

    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains("copySixColumnsIntoReusedBuffer rows=100")
        .contains("A row needs at least two forks")
        .contains("baseline " + folder.resolve("micro-baselines/main.jsonl"));
    assertThat(Files.readAllLines(folder.resolve("micro.jsonl")))
        .hasSize(1)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("\"tier\":\"micro\"", "\"params\":{\"rows\":\"100\"}", "\"fork\":0,")
                    .contains("\"ns_per_row\"", "\"gb_per_sec\"", "\"load_average\""));
    assertThat(Files.readString(folder.resolve("report.html"))).contains("Each fork");

    // One fork is no basis for a verdict; the gate says so, and only the strict one fails.
    String again = ONE + " --report --baseline main --gate";
    assertThat(run(again).code()).isZero();
    assertThat(run(again).err()).contains("too few samples for a verdict");
    assertThat(run(again + "=strict").code()).isEqualTo(3);
    Outcome markdown = run(ONE + " --markdown");
    assertThat(markdown.out())
        .contains("| benchmark | fixture |")
        .contains("What does it cost to turn a batch into an Arrow IPC message")
        .contains("| copySixColumnsIntoReusedBuffer | rows=100 | 1 fork |");
    Outcome targets = run(ONE + " --report --targets");
    assertThat(targets.code()).isZero();
  }

  @Test
  void run_forksWithGcProfiler_recordsEachForkWithItsAllocation() throws IOException {
    Outcome outcome =
        run(
            ONE
                + " "
                + BRIEFLY
                + " -f 2 -wf 1 -prof gc -jvmArgsAppend -Dserver=postgresql://me:hunter2@host/db");

    assertThat(outcome.err()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("micro.jsonl")))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "\"gc.alloc.rate.norm\":{\"unit\":\"B/op\"", "\"alloc_bytes_per_row\"")
                    .contains("-Dio.netty.noUnsafe=false")
                    .contains("-Dserver=postgresql://me:***@host/db"));
    assertThat(outcome.out()).containsPattern("B/op +CoV");
    // JMH's own table, in the file of -o, has the units that the counters have.
    assertThat(Files.readString(folder.resolve("log"))).contains("ns/row").contains("GB/s");
  }

  @Test
  void run_shortIterations_printsOneLineForThoseOfAFork() throws IOException {
    Outcome outcome = run(ONE + " -f 1 -wi 0 -i 7 -r 2ms");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(Files.readString(folder.resolve("log")))
        .containsPattern("\n7 iterations: [0-9.]+ to [0-9.]+ ns/op, [0-7] on a quiet core\n")
        .doesNotContain("Iteration ");
  }

  @Test
  void run_longIterations_printsEach() throws IOException {
    Outcome outcome = run(ONE + " -f 0 -wi 0 -i 1 -r 100ms");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(Files.readString(folder.resolve("log")))
        .containsPattern("Iteration +1: ")
        .doesNotContain("1 iterations: ");
  }

  @Test
  void run_sampling_recordsThePercentile() throws IOException {
    Outcome outcome = run(ONE + " " + BRIEFLY + " -f 0 -bm sample");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(Files.readString(folder.resolve("micro.jsonl")))
        .contains("\"mode\":\"sample\"", "\"p99_ns_per_op\":")
        .containsPattern("\"p0.99\":\\{\"unit\":\"ns/op\",\"scores\":\\[[0-9.]+,[0-9.]+]");
  }

  @Test
  void run_resultThatHoldsMemory_recordsItByItem() throws IOException {
    Outcome outcome = run("SequenceMemory -f 0 -i 2 -p users=1000");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(Files.readString(folder.resolve("micro.jsonl"))).contains("\"held_bytes\":");
    // A single operation is no short iteration: JMH prints each, with what it holds. The table has
    // a mean, where JMH adds up.
    assertThat(Files.readString(folder.resolve("log")))
        .containsPattern("Iteration +2: ")
        .containsPattern("heldBytes .* B\n");
  }

  @Test
  void run_againstAJar_alternatesForksOfBothBuilds() throws IOException {
    Path jar = jar(System.getProperty("java.class.path"));

    Outcome outcome = run(ONE + " " + BRIEFLY + " -f 2 --seed 5 --gate --against " + jar);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("micro.jsonl"));
    assertThat(lines).hasSize(4).allMatch(line -> line.contains("\"seed\":5"));
    String arms =
        lines.stream()
            .map(line -> line.contains("\"arm\":\"A\"") ? "A" : "B")
            .collect(Collectors.joining());
    assertThat(arms).isIn("ABBA", "BAAB");
    // The digest is that of the jar.
    assertThat(lines.stream().filter(line -> line.contains("\"arm\":\"A\"")))
        .allMatch(line -> line.contains("\"build_digest\""));
    assertThat(outcome.out())
        .contains("too few forks")
        .contains("No verdict on 1 row of 1: for so many rows it takes 6 forks of each build")
        .contains("Forks of both builds in turn");
    assertThat(System.getProperty("java.class.path")).doesNotContain(jar.toString());
  }

  @Test
  void run_againstAJarWithoutClasses_failsAsItsForksHaveNoOther() throws IOException {
    Outcome outcome = run(ONE + " " + BRIEFLY + " -f 1 --against " + jar(""));

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(folder.resolve("micro.jsonl")).isEmptyFile();
  }

  @Test
  void run_forksOnASharedCore_areMeasuredAgain() throws IOException {
    // Beside a reference of one nanosecond, every core is slow.
    Outcome outcome = run(ONE + " " + BRIEFLY + " -f 3 -jvmArgsAppend -Dweir.cpu.reference=1");

    assertThat(outcome.code()).isZero();
    assertThat(Files.readString(folder.resolve("log")))
        .contains("Measuring forks again whose core was shared with other programs: 1.")
        .doesNotContain("cpu.slowdown");
    assertThat(Files.readAllLines(folder.resolve("micro.jsonl")))
        .hasSize(6)
        .allMatch(line -> line.contains("\"cpu.slowdown\"") && !line.contains("jmh.executor"))
        .anyMatch(line -> line.contains("\"fork\":6,"));
    assertThat(outcome.out()).containsPattern("shared +100\\S* % of iterations");
  }

  @Test
  void run_usageErrors_end64BeforeAnythingIsMeasured() throws IOException {
    assertThat(run("--save-basline x"))
        .satisfies(it -> assertThat(it.code()).isEqualTo(64))
        .satisfies(it -> assertThat(it.err()).contains("Did you mean --save-baseline?"));
    assertThat(run("--tier mikro").err()).contains("expected one of");
    assertThat(run("--baseline none").err())
        .contains("there is no baseline none")
        .contains("--save-baseline none makes it; there are: none");
    assertThat(run("--baseline a/b").err()).contains("a baseline's name has 1 to 64 letters");
    assertThat(run("--gate").err()).contains("--gate needs something to compare with");
    assertThat(run("--against none.jar").err()).contains("there is no jar with benchmarks there");
    assertThat(run("--report --save-baseline x").err()).contains("measure nothing");
    assertThat(run("--report").err()).contains("there are no records of these benchmarks");
    assertThat(run("--threshold 200 " + ONE).code()).isEqualTo(64);
    assertThat(run("--results").code()).isEqualTo(64);
    assertThat(run("-prof async " + ONE).err())
        .contains("-prof async: there is no async-profiler for this system in");
    assertThat(folder.resolve("micro.jsonl")).doesNotExist();
  }

  @Test
  void run_recordsThatCannotBeWritten_endBeforeAnythingIsMeasured() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Outcome outcome = run(ONE + " -f 1 --results " + file + "/micro.jsonl");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("The results could not be written to", "nothing was added");
    assertThat(folder.resolve("log")).doesNotExist();
  }

  @Test
  void run_tier_listsItsBenchmarksOnly() throws IOException {
    assertThat(run("--tier comparison -l").code()).isZero();
    assertThat(Files.readString(folder.resolve("log"))).doesNotContain("dev.weir.micro.");
    assertThat(run("--tier micro -l").code()).isZero();
    assertThat(Files.readString(folder.resolve("log")))
        .contains("dev.weir.micro.")
        .doesNotContain("dev.weir.comparison.");
  }

  @Test
  void run_help_listsOurOptionsBeforeJmhs() throws IOException {
    Outcome outcome = run("-h");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("--save-baseline=NAME", "--against=JAR", "--targets");
  }

  /** A jar that stands for another build: the list of benchmarks, and a class path. */
  private Path jar(String classPath) throws IOException {
    Path jar = folder.resolve("other.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Stream.of(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        var list =
            Objects.requireNonNull(Main.class.getResourceAsStream("/" + LIST), "no benchmarks")) {
      out.putNextEntry(new ZipEntry(LIST));
      list.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }

  /** Runs the command with the files in the test's folder; HTML stands for the report's. */
  private Outcome run(String arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments.split(" ", -1)));
    all.replaceAll(word -> word.equals("HTML") ? folder.resolve("report.html").toString() : word);
    if (!all.contains("--results")) {
      all.addAll(0, List.of("--results", folder.resolve("micro.jsonl").toString()));
    }
    all.addAll(0, List.of("-o", folder.resolve("log").toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            all.toArray(String[]::new));
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}

package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class ClassArchiveTest {
  private static final String BENCHMARK = "dev.weir.micro.sql.TypeLookupBenchmark.findType";
  private static final String OTHER = "dev.weir.micro.sql.IdentifierBenchmark.quoteLiteral";
  private static final List<BenchmarkRow> ROWS = List.of(new BenchmarkRow(BENCHMARK, Map.of()));

  @TempDir private Path folder;

  private final OutputFormat silent =
      OutputFormatFactory.createFormatInstance(
          new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);

  @Test
  void with_aJar_forksMapItsClasses() throws Exception {
    Path jar = jar();
    ClassPath classPath = new ClassPath(jar.toString());
    Path log = folder.resolve("classes.log");
    Options options = options(BENCHMARK, "-Xlog:class+load:file=" + log);

    Options archived = ClassArchive.of(classPath, options, ROWS).orElseThrow().with(options);

    assertThat(areMapped(BENCHMARK, classPath, archived, log)).isTrue();
    List<String> flags = List.copyOf(archived.getJvmArgsPrepend().get());
    assertThat(flags).anyMatch(flag -> flag.startsWith("-XX:SharedArchiveFile="));
    assertThat(ClassArchive.withoutOwn(flags))
        .containsExactlyElementsOf(options.getJvmArgsPrepend().get());
  }

  @Test
  void of_rowsOfTwoClasses_servesBoth() throws Exception {
    ClassPath classPath = new ClassPath(jar().toString());
    Path log = folder.resolve("classes.log");
    Options options = options(OTHER, "-Xlog:class+load:file=" + log);
    List<BenchmarkRow> both = List.of(ROWS.get(0), new BenchmarkRow(OTHER, Map.of()));

    Options archived = ClassArchive.of(classPath, options, both).orElseThrow().with(options);

    assertThat(areMapped(OTHER, classPath, archived, log)).isTrue();
  }

  @Test
  void of_archiveWithoutAClass_isMadeAgainWithBoth() throws Exception {
    ClassPath classPath = new ClassPath(jar().toString());
    Path log = folder.resolve("classes.log");
    Options options = options(BENCHMARK, "-Xlog:class+load:file=" + log);
    assertThat(ClassArchive.of(classPath, options, ROWS)).isPresent();

    List<BenchmarkRow> other = List.of(new BenchmarkRow(OTHER, Map.of()));
    assertThat(ClassArchive.of(classPath, options, other)).isPresent();
    FileTime made = Files.getLastModifiedTime(archive());
    Options archived = ClassArchive.of(classPath, options, ROWS).orElseThrow().with(options);

    assertThat(Files.getLastModifiedTime(archive())).isEqualTo(made);
    assertThat(areMapped(BENCHMARK, classPath, archived, log)).isTrue();
  }

  @Test
  void of_archiveThatIsOlderThanTheJar_isMadeAgain() throws Exception {
    Path jar = jar();
    ClassPath classPath = new ClassPath(jar.toString());
    Options options = options(BENCHMARK, "-Dnone=none");
    assertThat(ClassArchive.of(classPath, options, ROWS)).isPresent();
    Path archive = archive();
    FileTime made = FileTime.from(Files.getLastModifiedTime(jar).toInstant().plusSeconds(1));
    Files.setLastModifiedTime(archive, made);

    assertThat(ClassArchive.of(classPath, options, ROWS)).isPresent();
    assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);

    FileTime old = FileTime.from(made.toInstant().minus(Duration.ofDays(1)));
    Files.setLastModifiedTime(archive, old);
    assertThat(ClassArchive.of(classPath, options, ROWS)).isPresent();
    assertThat(Files.getLastModifiedTime(archive)).isGreaterThan(old);
  }

  @Test
  void of_forkThatFails_isEmptyAndLeavesNothing() throws Exception {
    ClassPath classPath = new ClassPath(jar().toString());

    assertThat(ClassArchive.of(classPath, options(BENCHMARK, "-XX:NoSuchFlag"), ROWS)).isEmpty();

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".jsa"))).isEmpty();
    }
  }

  /** Whether the class of a benchmark comes from the archive in a fork. */
  private boolean areMapped(String benchmark, ClassPath classPath, Options options, Path log)
      throws Exception {
    classPath.during(() -> new Runner(options, silent).run());
    String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
    return Files.readAllLines(log).stream()
        .anyMatch(line -> line.contains(type + " source: shared objects file (top)"));
  }

  private Path archive() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
    }
  }

  private static Options options(String benchmark, String flag) {
    return new OptionsBuilder()
        .include(benchmark)
        .forks(1)
        .warmupIterations(0)
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(1))
        .jvmArgsPrepend(flag)
        .build();
  }

  /**
   * The class path of this JVM as relative names of jars: neither folders nor URLs can be archived.
   */
  private Path jar() throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        path = packed(path, folder.resolve(entries.size() + ".jar"), new Manifest());
      }
      entries.add(folder.relativize(path.toAbsolutePath()).toString());
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", entries));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    return packed(empty, folder.resolve("benchmarks.jar"), manifest);
  }

  private static Path packed(Path directory, Path jar, Manifest manifest) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString();
        if (!name.equals("META-INF/MANIFEST.MF")) {
          out.putNextEntry(new ZipEntry(name));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
    }
    return jar;
  }
}

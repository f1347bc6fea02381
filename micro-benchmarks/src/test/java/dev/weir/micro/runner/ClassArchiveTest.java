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
  private static final BenchmarkRow ROW = new BenchmarkRow(BENCHMARK, Map.of());

  @TempDir private Path folder;

  private final OutputFormat silent =
      OutputFormatFactory.createFormatInstance(
          new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);

  @Test
  void with_aJar_forksMapItsClasses() throws Exception {
    Path jar = jar();
    ClassPath classPath = new ClassPath(jar.toString());
    Path log = folder.resolve("classes.log");
    Options options = options("-Xlog:class+load:file=" + log);

    Options archived = ClassArchive.of(classPath, options, ROW, silent).orElseThrow().with(options);
    classPath.during(() -> new Runner(archived, silent).run());

    assertThat(Files.readAllLines(log))
        .anyMatch(
            line ->
                line.contains(
                    BENCHMARK.substring(0, BENCHMARK.lastIndexOf('.'))
                        + " source: shared objects file (top)"));
    List<String> flags = List.copyOf(archived.getJvmArgsPrepend().get());
    assertThat(flags).anyMatch(flag -> flag.startsWith("-XX:SharedArchiveFile="));
    assertThat(ClassArchive.withoutOwn(flags))
        .containsExactlyElementsOf(options.getJvmArgsPrepend().get());
  }

  @Test
  void of_archiveThatIsOlderThanTheJar_isMadeAgain() throws Exception {
    Path jar = jar();
    ClassPath classPath = new ClassPath(jar.toString());
    Options options = options("-Dnone=none");
    assertThat(ClassArchive.of(classPath, options, ROW, silent)).isPresent();
    Path archive = archive();
    FileTime made = FileTime.from(Files.getLastModifiedTime(jar).toInstant().plusSeconds(1));
    Files.setLastModifiedTime(archive, made);

    assertThat(ClassArchive.of(classPath, options, ROW, silent)).isPresent();
    assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);

    FileTime old = FileTime.from(made.toInstant().minus(Duration.ofDays(1)));
    Files.setLastModifiedTime(archive, old);
    assertThat(ClassArchive.of(classPath, options, ROW, silent)).isPresent();
    assertThat(Files.getLastModifiedTime(archive)).isGreaterThan(old);
  }

  @Test
  void of_forkThatFails_isEmptyAndLeavesNothing() throws Exception {
    ClassPath classPath = new ClassPath(jar().toString());

    assertThat(ClassArchive.of(classPath, options("-XX:NoSuchFlag"), ROW, silent)).isEmpty();

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".jsa"))).isEmpty();
    }
  }

  private Path archive() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
    }
  }

  private static Options options(String flag) {
    return new OptionsBuilder()
        .include(BENCHMARK)
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

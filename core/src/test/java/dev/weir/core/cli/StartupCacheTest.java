package dev.weir.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The startup cache, by the launcher script and a distribution that contains the memory connector.
 */
class StartupCacheTest {
  private static final Path DIST = Path.of("src/main/dist");
  private static final String FROM_ARCHIVE = "dev.weir.core.cli.Weir source: shared objects file";

  @TempDir private Path directory;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    Path jars = Files.createDirectories(directory.resolve("dist/lib/weir"));
    Files.copy(DIST.resolve("lib/jvm-flags"), directory.resolve("dist/lib/jvm-flags"));
    Path launcher = Files.createDirectories(directory.resolve("dist/bin")).resolve("weir");
    Files.copy(DIST.resolve("bin/weir"), launcher);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path element = Path.of(path).toAbsolutePath();
      if (Files.isDirectory(element)) {
        jar(element, jars.resolve(element.getFileName() + ".jar"));
      } else if (Files.exists(element)) {
        Files.createLink(jars.resolve(element.getFileName()), element);
      }
    }
    Files.writeString(
        directory.resolve("demo.yaml"),
        """
        version: "1.0"
        pipeline: demo
        source: { use: memory, config: { rows: 10 }, streams: [{ name: numbers }] }
        destination: { use: memory, config: { store: startup } }
        state: { path: "%s" }
        """
            .formatted(directory.resolve("state.db")));
  }

  private static void jar(Path root, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(root.relativize(file).toString()));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }

  private Process start(String javaOptions) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            directory.resolve("dist/bin/weir").toString(),
            "run",
            directory.resolve("demo.yaml").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("WEIR_JAVA_OPTS", javaOptions);
    builder.environment().put("WEIR_STARTUP_CACHE", "wait");
    builder.environment().put("XDG_CACHE_HOME", directory.resolve("users").toString());
    return builder.start();
  }

  private static Ended end(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, err);
  }

  private void assertSucceeds(Process process) throws Exception {
    Ended ended = end(process);

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).startsWith("demo: 10 rows").hasLineCount(1);
  }

  /** Where the classes of a run come from, one a line. */
  private String loadedClasses() throws Exception {
    Path log = directory.resolve("classes.log");
    assertSucceeds(start("-Xlog:class+load:file=" + log));
    return Files.readString(log);
  }

  private Path cache() {
    return directory.resolve("dist/startup-cache");
  }

  private List<Path> entries() throws IOException {
    List<Path> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(cache())) {
      files.filter(Files::isDirectory).forEach(entries::add);
    }
    return entries;
  }

  private Path archive() throws IOException {
    assertThat(entries()).hasSize(1);
    return entries().get(0).resolve(StartupCacheMaker.ARCHIVE);
  }

  private void assertContainsOneEntry() throws IOException {
    assertThat(archive()).exists();
    assertThat(archive().resolveSibling(StartupCacheMaker.LIBRARY)).exists();
    try (Stream<Path> files = Files.list(cache())) {
      assertThat(files.toList())
          .containsExactlyInAnyOrder(cache().resolve("lock"), entries().get(0));
    }
  }

  @Test
  void run_second_loadsItsClassesFromTheArchiveOfTheFirst() throws Exception {
    assertSucceeds(start(""));
    assertContainsOneEntry();

    assertThat(loadedClasses()).contains(FROM_ARCHIVE);
  }

  @Test
  void run_jarChanged_makesAndUsesAnotherArchive() throws Exception {
    assertSucceeds(start(""));
    Path first = entries().get(0);
    Path jar = directory.resolve("dist/lib/weir/classes.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
    assertThat(loadedClasses()).doesNotContain(FROM_ARCHIVE);

    assertSucceeds(start(""));

    assertThat(entries()).hasSize(2).contains(first);
    assertThat(loadedClasses()).contains(FROM_ARCHIVE);
  }

  @Test
  void run_flightRecording_doesNotUseTheArchive() throws Exception {
    assertSucceeds(start(""));
    Path log = directory.resolve("recorded.log");
    Path recording = directory.resolve("run.jfr");

    Process process =
        start(
            "-XX:StartFlightRecording=filename=%s -Xlog:class+load:file=%s"
                .formatted(recording, log));

    assertThat(end(process).code()).isZero();
    assertThat(recording).isNotEmptyFile();
    assertThat(Files.readString(log)).isNotEmpty().doesNotContain(FROM_ARCHIVE);
  }

  @Test
  void run_archiveTruncated_worksAndRemovesIt() throws Exception {
    assertSucceeds(start(""));
    Path archive = archive();
    assertThat(archive.toFile().setWritable(true)).isTrue();
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }

    assertSucceeds(start(""));
    assertThat(archive).doesNotExist();
    assertSucceeds(start(""));
    assertThat(entries()).isEmpty();
  }

  /** Its length and header are right, so only the checksum tells. */
  @Test
  void run_archiveOverwritten_worksAndRemovesIt() throws Exception {
    assertSucceeds(start(""));
    Path archive = archive();
    assertThat(archive.toFile().setWritable(true)).isTrue();
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
      file.seek(file.length() / 3);
      file.write(new byte[1 << 20]);
    }

    assertSucceeds(start(""));
    assertThat(archive).doesNotExist();
  }

  @Test
  void run_severalFirstRunsAtOnce_makeOneArchive() throws Exception {
    List<Process> processes = List.of(start(""), start(""), start(""));
    for (Process process : processes) {
      Ended ended = end(process);
      assertThat(ended.err()).isEmpty();
      assertThat(ended.code()).isZero();
    }

    assertContainsOneEntry();
    assertThat(loadedClasses()).contains(FROM_ARCHIVE);
  }

  @Test
  void run_noCacheIsWritable_works() throws Exception {
    Files.createFile(directory.resolve("dist/startup-cache"));
    Files.createFile(directory.resolve("users"));

    assertSucceeds(start(""));
    assertThat(loadedClasses()).doesNotContain(FROM_ARCHIVE);
  }
}

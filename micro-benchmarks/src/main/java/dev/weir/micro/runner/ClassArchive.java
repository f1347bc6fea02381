package dev.weir.micro.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A dynamic CDS archive of the classes that forks load, beside the jar: a fork that maps it starts
 * in about half the time, and what it measures is after the start. JEP 350 has the flags. Another
 * file lists the classes of benchmarks whose forks it serves.
 */
final class ClassArchive {
  private static final String USE = "-XX:SharedArchiveFile=";
  private static final String MAKE = "-XX:ArchiveClassesAtExit=";

  /** A JVM whose flags do not fit the archive says so and goes on without it. */
  private static final String NO_WARNINGS = "-Xlog:cds*=off,class+path=off";

  /** Other benchmarks run in the JVM of a fork, while the JVM that started it has the lock. */
  private static final String IGNORE_LOCK = "-Djmh.ignoreLock=true";

  private final Path file;
  private final Path list;

  private ClassArchive(Path file) {
    this.file = file;
    this.list = file.resolveSibling(file.getFileName() + ".list");
  }

  /**
   * The archive of a jar for this JVM. It is made where it is missing, older than the jar, or
   * without a class that is needed: that of the first row, whose fork makes the archive, and those
   * of rows that need no server, of which the same fork runs one benchmark each.
   *
   * @param rows of the run
   * @return empty where there are no rows, where forks run another JVM, where there is no jar, or
   *     where the fork fails, as it will again when it is measured
   */
  static Optional<ClassArchive> of(ClassPath classPath, Options options, List<BenchmarkRow> rows)
      throws RunnerException {
    Optional<Path> jar = classPath.jar();
    if (rows.isEmpty()
        || jar.isEmpty()
        || options.getJvm().hasValue()
        || options.getForkCount().orElse(1) == 0) {
      return Optional.empty();
    }
    BenchmarkRow first = rows.get(0);
    Map<String, String> needed = byClass(first, rows.stream().map(BenchmarkRow::benchmark));
    try {
      ClassArchive archive = new ClassArchive(fileOf(jar.get()));
      if (archive.isCurrent(jar.get())) {
        Map<String, String> archived = byClass(first, Files.readAllLines(archive.list).stream());
        if (archived.keySet().containsAll(needed.keySet())) {
          return Optional.of(archive);
        }
        archived.forEach(needed::putIfAbsent);
      }
      if (archive.make(classPath, options, first, needed.values())) {
        return Optional.of(archive);
      }
    } catch (IOException e) {
      // Such as a folder that cannot be written to. Forks then start without an archive.
    }
    return Optional.empty();
  }

  /** One benchmark of each class: of that of the first row, and of those that need no server. */
  private static Map<String, String> byClass(BenchmarkRow first, Stream<String> benchmarks) {
    Map<String, String> byClass = new TreeMap<>();
    benchmarks
        .filter(it -> it.equals(first.benchmark()) || BenchmarkTier.isInMemory(it))
        .forEach(it -> byClass.putIfAbsent(classOf(it), it));
    return byClass;
  }

  private static String classOf(String benchmark) {
    return benchmark.substring(0, benchmark.lastIndexOf('.'));
  }

  private static Path fileOf(Path jar) {
    return jar.resolveSibling(jar.getFileName() + "." + Runtime.version() + ".jsa");
  }

  private boolean isCurrent(Path jar) throws IOException {
    return Files.isRegularFile(list)
        && Files.isRegularFile(file)
        && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) >= 0;
  }

  private boolean make(
      ClassPath classPath, Options options, BenchmarkRow first, Collection<String> benchmarks)
      throws IOException, RunnerException {
    Path unfinished = Files.createTempFile(file.resolveSibling(""), "new-", ".jsa");
    try {
      Files.delete(unfinished);
      Options training =
          withFlags(
              training(classPath, options, first, benchmarks),
              MAKE + unfinished,
              NO_WARNINGS,
              IGNORE_LOCK);
      classPath.during(() -> new Runner(training, JmhRuns.silent()).run());
      if (!Files.isRegularFile(unfinished)) {
        return false;
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      Files.write(list, benchmarks);
      return true;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** The flags are those of the run; profilers are not, but for one that {@code --targets} adds. */
  private static Options training(
      ClassPath classPath, Options options, BenchmarkRow first, Collection<String> benchmarks) {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .include("^\\Q" + first.benchmark() + "\\E$")
            .forks(1)
            .warmupForks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(ClassTraining.SHORT)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(false)
            .jvmArgsPrepend(options.getJvmArgsPrepend().orElse(List.of()).toArray(String[]::new));
    first.params().forEach(builder::param);
    // Builds from before the training do without.
    if (classPath.has(ClassTraining.class)) {
      List<String> others =
          benchmarks.stream()
              .filter(it -> !classOf(it).equals(classOf(first.benchmark())))
              .toList();
      builder.addProfiler(ClassTraining.class, ClassTraining.argument(others));
    }
    return builder.build();
  }

  /** Forks of a run that map the archive. */
  Options with(Options options) {
    return withFlags(options, USE + file, NO_WARNINGS);
  }

  private static Options withFlags(Options options, String... flags) {
    List<String> all = new ArrayList<>(List.of(flags));
    all.addAll(options.getJvmArgsPrepend().orElse(List.of()));
    return new OptionsBuilder().parent(options).jvmArgsPrepend(all.toArray(String[]::new)).build();
  }

  /** The flags of a fork without those that come from here, which differ by machine and jar. */
  static List<String> withoutOwn(List<String> flags) {
    return flags.stream()
        .filter(flag -> !flag.startsWith(USE) && !flag.equals(NO_WARNINGS))
        .toList();
  }
}

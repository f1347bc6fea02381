package dev.weir.micro.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A dynamic CDS archive of the classes that a fork loads, beside the jar: a fork that maps it
 * starts in about half the time, and what it measures is after the start. JEP 350 has the flags.
 */
final class ClassArchive {
  private static final String USE = "-XX:SharedArchiveFile=";
  private static final String MAKE = "-XX:ArchiveClassesAtExit=";

  /** A JVM whose flags do not fit the archive says so and goes on without it. */
  private static final String NO_WARNINGS = "-Xlog:cds*=off,class+path=off";

  private static final TimeValue SHORT = TimeValue.milliseconds(1);

  private final Path file;

  private ClassArchive(Path file) {
    this.file = file;
  }

  /**
   * The archive of a jar for this JVM, which is made by a fork where it is missing or older than
   * the jar.
   *
   * @param first a benchmark of the run; the classes that its fork loads are archived
   * @return empty where forks run another JVM, where there is no jar, or where the fork fails, as
   *     it will again when it is measured
   */
  static Optional<ClassArchive> of(
      ClassPath classPath, Options options, BenchmarkRow first, OutputFormat format)
      throws RunnerException {
    Optional<Path> jar = classPath.jar();
    if (jar.isEmpty() || options.getJvm().hasValue() || options.getForkCount().orElse(1) == 0) {
      return Optional.empty();
    }
    try {
      ClassArchive archive = new ClassArchive(fileOf(jar.get()));
      if (archive.isCurrent(jar.get()) || archive.make(classPath, options, first, format)) {
        return Optional.of(archive);
      }
    } catch (IOException e) {
      // Such as a folder that cannot be written to. Forks then start without an archive.
    }
    return Optional.empty();
  }

  private static Path fileOf(Path jar) {
    return jar.resolveSibling(jar.getFileName() + "." + Runtime.version() + ".jsa");
  }

  private boolean isCurrent(Path jar) throws IOException {
    return Files.isRegularFile(file)
        && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) >= 0;
  }

  private boolean make(
      ClassPath classPath, Options options, BenchmarkRow first, OutputFormat format)
      throws IOException, RunnerException {
    Path unfinished = Files.createTempFile(file.resolveSibling(""), "new-", ".jsa");
    try {
      Files.delete(unfinished);
      Options training = withFlags(training(options, first), MAKE + unfinished, NO_WARNINGS);
      classPath.during(() -> new Runner(training, format).run());
      if (!Files.isRegularFile(unfinished)) {
        return false;
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** The flags are those of the run; profilers are not. */
  private static Options training(Options options, BenchmarkRow first) {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .include("^\\Q" + first.benchmark() + "\\E$")
            .forks(1)
            .warmupForks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(SHORT)
            .shouldFailOnError(false)
            .jvmArgsPrepend(options.getJvmArgsPrepend().orElse(List.of()).toArray(String[]::new));
    first.params().forEach(builder::param);
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

package dev.weir.core.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The startup cache of a process of {@code weir run}: the entry that the launcher passed to the
 * JVM, or one to be made from the classes that this process loads. A failure does not affect the
 * run, and is not reported.
 */
final class StartupCache {
  /** The entry's directory. */
  static final String ENTRY_PROPERTY = "weir.startup.cache";

  /** The file to which the JVM writes the classes it loads; only where there is no entry yet. */
  static final String CLASSES_PROPERTY = "weir.startup.classes";

  /** Set to {@value #WAIT} by who does not want the entry to be made while other things run. */
  static final String MODE_VARIABLE = "WEIR_STARTUP_CACHE";

  static final String WAIT = "wait";

  /** An entry that could not be made, or not be used, is tried again after this time. */
  private static final Duration RETRY_AFTER = Duration.ofDays(1);

  private final Optional<Path> entry;
  private final Optional<Path> classes;
  private boolean making;

  private StartupCache(Optional<Path> entry, Optional<Path> classes) {
    this.entry = entry;
    this.classes = classes;
  }

  static StartupCache ofThisProcess() {
    return new StartupCache(path(ENTRY_PROPERTY), path(CLASSES_PROPERTY));
  }

  private static Optional<Path> path(String property) {
    return Optional.ofNullable(System.getProperty(property)).map(Path::of);
  }

  /** Where an entry that failed is marked. */
  static Path failed(Path entry) {
    return entry.resolveSibling(entry.getFileName() + ".failed");
  }

  /** Called at the end of a successful run: the loaded classes are those that a run needs. */
  void afterRun() {
    if (entry.isEmpty()) {
      return;
    }
    try {
      if (classes.isPresent()) {
        make(entry.get(), classes.get());
      } else if (!System.getProperty("java.vm.info", "").contains("sharing")) {
        // The JVM refused the archive, and then does not use its own either.
        StartupCacheMaker.remove(entry.get());
        Files.write(failed(entry.get()), new byte[0]);
      }
    } catch (IOException e) {
      return;
    }
  }

  /** Called before the process ends. */
  void close() {
    if (classes.isPresent() && !making) {
      try {
        Files.deleteIfExists(classes.get());
      } catch (IOException e) {
        // Removed with the next entry that is made.
        return;
      }
    }
  }

  /** Starts the process that makes the entry, which begins when this one has ended. */
  private void make(Path wanted, Path loaded) throws IOException {
    if (failedRecently(wanted)) {
      return;
    }
    List<String> options =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> !option.startsWith("-Dweir."))
            .filter(option -> !option.startsWith("-Djava.io.tmpdir="))
            .filter(option -> !option.startsWith("-XX:DumpLoadedClassList="))
            .toList();
    String mode = Optional.ofNullable(System.getenv(MODE_VARIABLE)).orElse("");
    List<String> command = new ArrayList<>();
    if (!mode.equals(WAIT)) {
      command.addAll(List.of("nice", "-n", "19"));
    }
    command.add(StartupCacheMaker.java());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StartupCacheMaker.class.getName());
    command.add(wanted.toString());
    command.add(loaded.toString());
    command.add(Long.toString(ProcessHandle.current().pid()));
    command.add(mode);
    command.addAll(options);
    new ProcessBuilder(command)
        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
    making = true;
  }

  private static boolean failedRecently(Path wanted) throws IOException {
    Path marker = failed(wanted);
    return Files.exists(marker)
        && Files.getLastModifiedTime(marker).toInstant().isAfter(Instant.now().minus(RETRY_AFTER));
  }
}

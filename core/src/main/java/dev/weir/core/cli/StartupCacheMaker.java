package dev.weir.core.cli;

import dev.weir.core.state.SqliteLibrary;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The process that makes an entry of the startup cache: a static CDS archive of the classes that a
 * run has loaded, and SQLite's native library. The entry appears by one rename, after its files are
 * on disk.
 */
final class StartupCacheMaker {
  static final String ARCHIVE = "classes.jsa";
  static final String LIBRARY = "sqlite.native";

  private static final String LOCK = "lock";
  private static final String UNFINISHED = "new-";

  /** Entries that are kept: builds and JDKs that are used in turn each have one. */
  private static final int ENTRIES_MAX = 4;

  private static final Duration RUN_END_MAX = Duration.ofMinutes(1);
  private static final Duration DUMP_MAX = Duration.ofMinutes(5);

  /** After this time no process writes to an unfinished entry or list of classes any more. */
  private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

  private final Path entry;
  private final Path classes;
  private final Path cache;
  private final List<String> options;

  private StartupCacheMaker(Path entry, Path classes, List<String> options) {
    this.entry = entry;
    this.classes = classes;
    this.cache = entry.resolveSibling("");
    this.options = options;
  }

  /**
   * Makes an entry.
   *
   * @param args the entry, the list of its classes, the process id of the run that writes the list,
   *     the value of {@value StartupCache#MODE_VARIABLE}, and the JVM options of a run
   */
  public static void main(String[] args) throws InterruptedException {
    List<String> options = List.of(args).subList(4, args.length);
    StartupCacheMaker maker = new StartupCacheMaker(Path.of(args[0]), Path.of(args[1]), options);
    awaitEnd(Long.parseLong(args[2]));
    try {
      maker.makeLocked(args[3].equals(StartupCache.WAIT));
    } catch (IOException e) {
      // Such as a full disk. Runs work without the entry.
      maker.markFailed();
    } finally {
      maker.deleteClasses();
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The JVM completes the list when it ends. */
  private static void awaitEnd(long pid) throws InterruptedException {
    try {
      var handle = ProcessHandle.of(pid);
      if (handle.isPresent()) {
        handle.get().onExit().get(RUN_END_MAX.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      return;
    }
  }

  /** One process makes an entry; another gives up, or waits and finds it made. */
  private void makeLocked(boolean wait) throws IOException, InterruptedException {
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = wait ? channel.lock() : channel.tryLock()) {
      if (lock != null && !Files.exists(entry)) {
        make();
        removeOld();
      }
    } catch (OverlappingFileLockException e) {
      throw new IllegalStateException(e);
    }
  }

  private void make() throws IOException, InterruptedException {
    Path unfinished = Files.createTempDirectory(cache, UNFINISHED);
    try {
      Path archive = unfinished.resolve(ARCHIVE);
      Path library = unfinished.resolve(LIBRARY);
      dump(archive);
      SqliteLibrary.extract(library);
      force(archive);
      force(library);
      Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      remove(unfinished);
    }
  }

  private void dump(Path archive) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(options.stream().filter(option -> !option.endsWith("GC")).toList());
    // Only with G1 does the archive contain heap objects, which the other collectors can load.
    command.addAll(List.of("-XX:+UseG1GC", "-Xshare:dump", "-Xlog:disable"));
    // From JDK 24 on: the classes are linked in the archive. Ignored by earlier ones.
    command.add("-XX:+AOTClassLinking");
    command.add("-XX:SharedClassListFile=" + classes);
    command.add("-XX:SharedArchiveFile=" + archive);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    Process dump =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    boolean ended = dump.waitFor(DUMP_MAX.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      dump.destroyForcibly().waitFor();
    }
    if (!ended || dump.exitValue() != 0 || !Files.exists(archive)) {
      throw new IOException("The JVM did not write " + archive);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void removeOld() throws IOException {
    List<Path> entries = new ArrayList<>();
    Instant leftoverBefore = Instant.now().minus(LEFTOVER_AGE);
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.toList()) {
        if (Files.exists(file.resolve(ARCHIVE)) && !isUnfinished(file)) {
          entries.add(file);
        } else if (modified(file).isBefore(leftoverBefore) && !file.endsWith(LOCK)) {
          remove(file);
        }
      }
    }
    entries.sort(Comparator.comparing(StartupCacheMaker::modified).reversed());
    for (Path old : entries.subList(Math.min(ENTRIES_MAX, entries.size()), entries.size())) {
      remove(old);
    }
  }

  private static boolean isUnfinished(Path file) {
    return file.getFileName().toString().startsWith(UNFINISHED);
  }

  /** The epoch for a file that is gone. */
  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  /** Removes a file, or a directory and its files, if it exists. */
  static void remove(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException error)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void markFailed() {
    try {
      Files.write(StartupCache.failed(entry), new byte[0]);
    } catch (IOException e) {
      // Then the next run tries again.
      return;
    }
  }

  private void deleteClasses() {
    try {
      Files.deleteIfExists(classes);
    } catch (IOException e) {
      return;
    }
  }
}

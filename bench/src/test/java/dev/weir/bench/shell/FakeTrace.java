package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The file that the fake's hooks add a line to, such as {@code alpha setup}. A hook that hangs on
 * demand writes {@code alpha run hangs as PID}.
 */
final class FakeTrace {
  private static final long TIMEOUT_SECONDS = 30;
  private static final Pattern HANGING = Pattern.compile(" hangs as (\\d+)$");

  private final Path directory;
  private final Path file;

  FakeTrace(Path directory) {
    this.directory = directory;
    this.file = directory.resolve("trace");
  }

  Path file() {
    return file;
  }

  List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that contain {@code text}. */
  List<String> linesWith(String text) {
    return lines().stream().filter(line -> line.contains(text)).toList();
  }

  /** What the set-up hook found in its environment, as NAME=VALUE. */
  List<String> setupEnvironment() throws IOException {
    return Files.readAllLines(directory.resolve("trace.env"));
  }

  /** Waits until {@code hook} hangs. */
  void awaitHanging(String hook) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    try (WatchService changes = FileSystems.getDefault().newWatchService()) {
      directory.register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
      while (linesWith(hook + " hangs as ").isEmpty()) {
        long remaining = deadline - System.nanoTime();
        WatchKey key = changes.poll(remaining, TimeUnit.NANOSECONDS);
        if (key == null || remaining <= 0) {
          throw new AssertionError("%s did not hang; the hooks did: %s".formatted(hook, lines()));
        }
        key.reset();
      }
    }
  }

  /** The processes that hang, or did. */
  List<Long> hanging() {
    return lines().stream()
        .flatMap(line -> HANGING.matcher(line).results())
        .map(match -> Long.valueOf(match.group(1)))
        .toList();
  }

  /** Waits until no process hangs any more. */
  void awaitHooksEnd() throws Exception {
    for (long pid : hanging()) {
      awaitEnd(pid);
    }
  }

  static void awaitEnd(long pid) throws Exception {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }

  void assertNoHookRuns() {
    assertThat(hanging()).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
  }

  /** Ends the processes that hang. */
  void endHanging() {
    hanging().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
  }
}

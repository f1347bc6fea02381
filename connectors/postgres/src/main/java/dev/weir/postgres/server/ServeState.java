package dev.weir.postgres.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The process that serves from a work directory, stored there in a file of three lines.
 *
 * @param started when the process started: a later one may get the same id
 * @param ready the file that holds the server's address and password
 */
record ServeState(long pid, Instant started, Path ready) {
  private static final String FILE = "serve.state";

  /** What could not be removed at the end, as one sentence. */
  private static final String FAILURE_FILE = "serve.failure";

  /** The clock that start times are computed from may be set in between. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  static ServeState ofThisProcess(Path ready) {
    ProcessHandle self = ProcessHandle.current();
    return new ServeState(self.pid(), startOf(self), ready.toAbsolutePath());
  }

  static Optional<ServeState> read(Path workDirectory) throws IOException {
    try {
      List<String> lines = Files.readAllLines(workDirectory.resolve(FILE));
      return Optional.of(
          new ServeState(
              Long.parseLong(lines.get(0)), Instant.parse(lines.get(1)), Path.of(lines.get(2))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      // Cut short, by a full disk for example: it names no process.
      return Optional.empty();
    }
  }

  void write(Path workDirectory) throws IOException {
    Files.writeString(workDirectory.resolve(FILE), pid + "\n" + started + "\n" + ready + "\n");
  }

  static void delete(Path workDirectory) throws IOException {
    Files.deleteIfExists(workDirectory.resolve(FILE));
  }

  static void writeFailure(Path workDirectory, String sentence) throws IOException {
    Files.writeString(workDirectory.resolve(FAILURE_FILE), sentence);
  }

  /** Reads the sentence of a process that ended, and removes it. */
  static Optional<String> takeFailure(Path workDirectory) throws IOException {
    Path file = workDirectory.resolve(FAILURE_FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String sentence = Files.readString(file);
    Files.delete(file);
    return Optional.of(sentence);
  }

  /** Returns the process, if it is still running. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                Duration.between(started, startOf(process)).abs().compareTo(START_TOLERANCE) <= 0);
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}

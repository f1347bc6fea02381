package dev.weir.postgres.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the process that serves from a work directory, and removes what a killed one left there. A
 * process is ended by its id, after a check that it is the one that was started there.
 */
final class StaleServerCleanup {
  private static final Duration SERVE_LIMIT = Duration.ofSeconds(90);
  private static final Duration SERVER_LIMIT = Duration.ofSeconds(15);

  private StaleServerCleanup() {}

  /**
   * Does nothing where the directory is absent or empty.
   *
   * @throws ServerException also where the process could not remove what it created on a server of
   *     a URL, with its sentence
   */
  static void stop(Path workDirectory) {
    if (!Files.isDirectory(workDirectory)) {
      return;
    }
    try {
      Optional<ServeState> state = ServeState.read(workDirectory);
      state.flatMap(ServeState::process).ifPresent(serve -> end(serve, SERVE_LIMIT));
      remove(workDirectory);
      if (state.isPresent()) {
        Files.deleteIfExists(state.get().ready());
      }
      ServeState.delete(workDirectory);
      Optional<String> failure = ServeState.takeFailure(workDirectory);
      if (failure.isPresent()) {
        throw new ServerException(failure.get());
      }
    } catch (IOException e) {
      throw new ServerException(
          "The server of %s could not be removed (%s); run the command again."
              .formatted(workDirectory, ServerErrors.firstLine(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("The stop of " + workDirectory + " was interrupted.", e);
    }
  }

  /** Removes the servers of processes that were killed. */
  private static void remove(Path workDirectory) throws IOException, InterruptedException {
    for (Path home : listed(workDirectory, EmbeddedServer.DIRECTORY_PREFIX + "*")) {
      if (Files.isDirectory(home)) {
        endPostmaster(home.toRealPath().resolve("data"));
        RecursiveDelete.delete(home);
      } else {
        Files.deleteIfExists(home);
      }
    }
    for (Path home : listed(workDirectory, DockerServer.DIRECTORY_PREFIX + "*")) {
      removeContainer(home);
      RecursiveDelete.delete(home);
    }
  }

  private static void endPostmaster(Path data) throws IOException, InterruptedException {
    Optional<ProcessHandle> postmaster = postmaster(data);
    if (postmaster.isEmpty()) {
      return;
    }
    // Not SIGTERM, which waits until all clients have disconnected. The shell's own kill: a minimal
    // Debian has no program of that name.
    new ProcessBuilder("sh", "-c", "kill -QUIT " + postmaster.get().pid())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    if (!endedWithin(postmaster.get(), SERVER_LIMIT)) {
      end(postmaster.get(), SERVER_LIMIT);
    }
  }

  /**
   * The server of a data directory: its file has the id, and its command line names the directory.
   */
  private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String pid = Files.readString(file).lines().findFirst().orElse("");
    return pid.matches("\\d{1,18}")
        ? ProcessHandle.of(Long.parseLong(pid))
            .filter(
                process ->
                    process
                        .info()
                        .commandLine()
                        .filter(c -> c.contains(data.toString()))
                        .isPresent())
        : Optional.empty();
  }

  private static void removeContainer(Path home) throws IOException, InterruptedException {
    Compose compose =
        new Compose(Compose.installed(), home, Map.of("WEIR_POSTGRES_PASSWORD", "unused"));
    try {
      compose.run(compose.downCommand());
    } catch (IOException e) {
      // The watchdog of the killed process may be removing the container at the same time.
      if (Files.exists(home.resolve(DockerServer.COMPOSE_FILE))) {
        compose.run(compose.downCommand());
      }
    }
  }

  private static void end(ProcessHandle process, Duration limit) {
    process.destroy();
    if (!endedWithin(process, limit)) {
      process.destroyForcibly();
      endedWithin(process, SERVER_LIMIT);
    }
  }

  private static boolean endedWithin(ProcessHandle process, Duration limit) {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<Path> listed(Path directory, String glob) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
      entries.forEach(paths::add);
    }
    return paths;
  }
}

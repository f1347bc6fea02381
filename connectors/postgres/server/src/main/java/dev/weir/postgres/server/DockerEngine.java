package dev.weir.postgres.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Docker engine of this machine, asked through the command {@code docker}. */
final class DockerEngine {
  /** An engine that takes longer is treated as absent. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private DockerEngine() {}

  static boolean answers() {
    return succeeds(List.of("docker", "info"));
  }

  /** Whether a command exists, ends within the limit and exits with 0. */
  static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

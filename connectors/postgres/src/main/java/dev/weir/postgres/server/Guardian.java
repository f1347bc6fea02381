package dev.weir.postgres.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server as a child of a small shell that outlives us by as little as possible. The shell holds
 * one end of a pipe, we the other: when it closes, because we close it or because we died in
 * whatever way, the shell stops the server and removes its files. So no server stays behind even
 * after {@code kill -9}.
 */
final class Guardian {
  /**
   * Arguments: the log, the directory to remove, the server's command. Signals from the terminal
   * are left to us and to the server. The server is stopped by SIGQUIT, its immediate shutdown: its
   * data is thrown away, so nothing is gained by writing it out first. Where the server ends by
   * itself, the watcher is ended before it can signal a process id that belongs to somebody else by
   * then, and the log stays for us to read.
   */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      log=$1 home=$2; shift 2
      exec 3<&0
      "$@" </dev/null 3<&- >"$log" 2>&1 &
      server=$!
      { cat <&3 >/dev/null; rm -f -- "$log"; kill -QUIT "$server"; } 2>/dev/null &
      watcher=$!
      wait "$server"
      kill -9 "$watcher" 2>/dev/null
      rm -rf -- "$home"
      """;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Process shell;

  private Guardian(Process shell) {
    this.shell = shell;
  }

  /** Starts the server; its output goes to {@code log}. */
  static Guardian start(Path log, Path home, List<String> server) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("sh", "-c", SCRIPT, "weir-postgres-guardian", log.toString(), home.toString()));
    command.addAll(server);
    return new Guardian(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Waits that long for the server to end by itself; says whether it has. */
  boolean endedWithin(Duration time) throws InterruptedException {
    return shell.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Stops the server and waits until it is gone and its files are removed; safe twice. */
  boolean stop() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      // Only buffered bytes can fail to be written, and there are none.
    }
    boolean interrupted = Thread.interrupted();
    try {
      return endedWithin(STOP_LIMIT);
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package dev.weir.postgres.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A small shell that outlives us by as little as possible. It holds one end of a pipe, we the
 * other: when it closes, because we close it or because we died in whatever way, the shell stops
 * the server and removes its files. So no server stays behind, even after {@code kill -9}. Signals
 * from the terminal are left to us.
 */
final class ServerWatchdog {
  /**
   * Arguments: the log, the directory to remove, the server's command. The server is stopped by
   * SIGQUIT, its immediate shutdown: its data is thrown away, so nothing is gained by writing it
   * out first. Where the server ends by itself, the watcher is ended before it can signal a process
   * id that belongs to somebody else by then, and the log stays for us to read.
   */
  private static final String OF_CHILD =
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

  /** Arguments: the directory to remove, the command that stops the server. */
  private static final String BY_COMMAND =
      """
      trap '' INT TERM HUP
      home=$1; shift
      cat >/dev/null
      "$@" </dev/null && rm -rf -- "$home"
      """;

  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

  private final Process shell;

  private ServerWatchdog(Process shell) {
    this.shell = shell;
  }

  /** Starts the server as a child; its output goes to {@code log}. */
  static ServerWatchdog ofChild(Path log, Path home, List<String> server) throws IOException {
    return start(OF_CHILD, List.of(log.toString(), home.toString()), server, Map.of());
  }

  /** Guards a server that a command stops. */
  static ServerWatchdog of(List<String> stopCommand, Map<String, String> environment, Path home)
      throws IOException {
    return start(BY_COMMAND, List.of(home.toString()), stopCommand, environment);
  }

  private static ServerWatchdog start(
      String script, List<String> paths, List<String> words, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "weir-postgres-watchdog"));
    command.addAll(paths);
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    return new ServerWatchdog(builder.start());
  }

  /** Waits that long for the server to end by itself; says whether it has. */
  boolean endedWithin(Duration time) throws InterruptedException {
    return shell.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Stops the server and waits until it is gone and its files are removed; safe twice.
   *
   * @return whether it worked, in time
   */
  boolean stop() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      // Only buffered bytes can fail to be written, and there are none.
    }
    boolean interrupted = Thread.interrupted();
    try {
      return endedWithin(STOP_LIMIT) && shell.exitValue() == 0;
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

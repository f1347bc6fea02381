package dev.weir.postgres.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Stops a server when this process ends, however it ends. It is a shell process that reads from a
 * pipe whose other end this process holds. At end of file, which also follows {@code kill -9} of
 * this process, it stops the server and removes its files. It ignores the signals of the terminal.
 */
final class ServerWatchdog {
  /**
   * Arguments: the log, the directory to remove, the server's command. The server is stopped by
   * SIGQUIT, its immediate shutdown, as its data is removed anyway. If the server ends by itself,
   * the reader of the pipe is killed first, as it would signal a process id that may have been
   * reused; the log stays then, to be read.
   */
  private static final String OF_CHILD =
      """
      trap '' INT TERM HUP
      log=$1 home=$2; shift 2
      exec 3<&0
      "$@" </dev/null 3<&- >"$log" 2>&1 &
      server=$!
      { cat <&3 >/dev/null; rm -f -- "$log"; kill -QUIT "$server"; } 2>/dev/null &
      reader=$!
      wait "$server"
      kill -9 "$reader" 2>/dev/null
      rm -rf -- "$home"
      """;

  /** Arguments: the directory to remove, the command that stops the server. */
  private static final String OF_COMMAND =
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

  /** Starts a server as a child of the shell; its output goes to {@code log}. */
  static ServerWatchdog ofChild(Path log, Path home, List<String> server) throws IOException {
    return start(OF_CHILD, List.of(log.toString(), home.toString()), server, Map.of());
  }

  /** Stops, by a command, a server that is started otherwise. */
  static ServerWatchdog ofCommand(
      List<String> stopCommand, Map<String, String> environment, Path home) throws IOException {
    return start(OF_COMMAND, List.of(home.toString()), stopCommand, environment);
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

  /** Waits for the server to end by itself; returns whether it has ended within the time. */
  boolean endedWithin(Duration time) throws InterruptedException {
    return shell.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Stops the server and waits until it has ended and its files are removed; safe twice.
   *
   * @return whether that happened within the limit
   */
  boolean stop() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      // Closing fails only where buffered bytes cannot be written, and there are none.
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

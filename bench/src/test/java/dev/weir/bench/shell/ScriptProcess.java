package dev.weir.bench.shell;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A script that runs as a process. */
final class ScriptProcess {
  private static final long TIMEOUT_SECONDS = 120;
  private static final File NO_INPUT = new File("/dev/null");

  private final Process process;
  private final Path output;

  private ScriptProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a command without input.
   *
   * @param environment all of its environment
   * @param output the file for its output: a pipe would stay open as long as the fake's server runs
   */
  static ScriptProcess start(
      List<String> command, Path directory, Map<String, String> environment, Path output) {
    // A build in the background of a shell ignores SIGINT, and so would the script.
    List<String> foreground = new ArrayList<>(List.of("env", "--default-signal=INT"));
    foreground.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(foreground);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(directory.toFile());
    builder.redirectInput(NO_INPUT).redirectErrorStream(true).redirectOutput(output.toFile());
    try {
      return new ScriptProcess(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends a signal.
   *
   * @param name without SIG, such as {@code INT}
   */
  void signal(String name) {
    // The shell's own kill, as a minimal system has no program of this name.
    List<String> command = List.of("bash", "-c", "kill -s " + name + " " + process.pid());
    try {
      int status = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(String.join(" ", command) + " exited with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits until the script has printed a text. */
  void awaitOutput(String text) throws IOException, InterruptedException {
    Path directory = output.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IllegalStateException(output + " is in no directory");
    }
    FileWait.until(directory, () -> Files.readString(output).contains(text), text);
  }

  /** Waits for the end; a script that does not end in time fails the test. */
  ScriptResult result() {
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(
            "still running after %d s, with the output:%n%s"
                .formatted(TIMEOUT_SECONDS, Files.readString(output)));
      }
      return new ScriptResult(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Kills the process, if it runs. */
  void end() {
    process.destroyForcibly();
  }

  private static IllegalStateException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", cause);
  }
}

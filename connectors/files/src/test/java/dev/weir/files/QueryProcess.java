package dev.weir.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.cli.Weir;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.WeirProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code weir query}, in this process or in one of its own. */
final class QueryProcess {
  private QueryProcess() {}

  /** The outcome of a command. */
  record Outcome(int code, String out, String err) {}

  static String url(TestDatabase database) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            URLEncoder.encode(database.endpoint().user(), UTF_8),
            URLEncoder.encode(database.endpoint().password().reveal(), UTF_8),
            database.endpoint().host(),
            database.endpoint().port(),
            database.name());
  }

  /** Runs a command in this process, without variables. */
  static Outcome run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** Runs a command in this process. */
  static Outcome run(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Weir.execute(
            arguments,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            environment);
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** Returns a process of a command, not started; the script may contain {@code "$@"}. */
  static ProcessBuilder process(String script, String... arguments) {
    List<String> command = new ArrayList<>();
    // A build in the background of a shell ignores SIGINT, and so would this process.
    command.addAll(List.of("env", "--default-signal=INT", "bash", "-c", script, "bash"));
    command.addAll(WeirProcess.java(Weir.class));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Sends a signal. */
  static void signal(Process process, String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}

package dev.weir.files;

import dev.weir.core.cli.Weir;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import dev.weir.postgres.WeirProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes pipeline documents with files at one end or both, and runs them. */
final class FilesPipeline {
  private final Path directory;
  private int documents;

  FilesPipeline(Path directory) {
    this.directory = directory;
  }

  /** The outcome of a command. */
  record Outcome(int code, String out, String err) {}

  /** Returns an end with Postgres; streams are added for a source. */
  static String postgres(TestDatabase database, String schema) {
    return "use: postgres, config: { host: \"%s\", port: %d, user: \"%s\", password: \"${WEIR_TEST_PASSWORD}\", database: \"%s\", schema: %s }"
        .formatted(
            database.endpoint().host(),
            database.endpoint().port(),
            database.endpoint().user(),
            database.name(),
            schema);
  }

  /** Returns an end with files. */
  static String files(Object path, String keys) {
    return "use: files, config: { path: \"%s\"%s }"
        .formatted(path, keys.isEmpty() ? "" : ", " + keys);
  }

  /**
   * Writes a document.
   *
   * @param streams in flow style, such as {@code name: t}
   * @param destination with its keys, such as write_mode
   */
  Path write(String source, String streams, String destination) throws IOException {
    return write(source, streams, destination, "max_batch_bytes: 64kb");
  }

  /**
   * Writes a document.
   *
   * @param resources in flow style, such as {@code parallelism: 2}
   */
  Path write(String source, String streams, String destination, String resources)
      throws IOException {
    documents++;
    return Files.writeString(
        directory.resolve("pipeline" + documents + ".yaml"),
        """
        version: "1.0"
        pipeline: files
        source: { %s, streams: [ %s ] }
        destination: { %s }
        state: { path: "%s" }
        resources: { %s, max_retries: 0 }
        """
            .formatted(source, streams, destination, directory.resolve("state.db"), resources));
  }

  /** Runs a document in this process. */
  static Outcome run(Path document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Weir.execute(
            new String[] {"run", document.toString()},
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment());
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Returns the variables of documents with Postgres. */
  static Map<String, String> environment() {
    return Map.of("WEIR_TEST_PASSWORD", TestServer.endpoint().password().reveal());
  }

  /**
   * Returns a process that runs a document, not started.
   *
   * @param prefix a command before that of the JVM
   */
  static ProcessBuilder process(Path document, String... prefix) {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(WeirProcess.java(Weir.class));
    command.addAll(List.of("run", document.toString()));
    return new ProcessBuilder(command);
  }
}

package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.cli.Weir;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the hooks of a connector like the harness, with the classes of this build. */
final class Hooks implements AutoCloseable {
  private final Path directory;
  private final String connector;
  private final Map<String, String> environment = new HashMap<>();
  private final RandomAccessFile lifeline;

  private Hooks(Path directory, String connector, RandomAccessFile lifeline) {
    this.directory = directory;
    this.connector = connector;
    this.lifeline = lifeline;
  }

  /**
   * Prepares the environment like the harness, and holds the lifeline open.
   *
   * @param directory an empty directory
   * @param postgres a provider or a URL
   */
  static Hooks open(Path directory, String postgres) throws IOException, InterruptedException {
    return open(directory, "postgres", postgres);
  }

  /** Does the same for another connector whose benchmark uses a Postgres. */
  static Hooks open(Path directory, String connector, String postgres)
      throws IOException, InterruptedException {
    Path fifo = directory.resolve("lifeline");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    Hooks hooks = new Hooks(directory, connector, new RandomAccessFile(fifo.toFile(), "rw"));
    Files.createDirectory(hooks.work());
    Path programs = Files.createDirectories(directory.resolve("dist/bin"));
    script(programs.resolve("weir-postgres"), Processes.weirPostgres());
    script(programs.resolve("weir"), Processes.java(Weir.class));
    hooks.set("BENCH_ROOT", Processes.root().toString());
    hooks.set("BENCH_CONNECTOR", connector);
    hooks.set("BENCH_ROWS", "100");
    hooks.set("BENCH_WORK", hooks.work().toString());
    hooks.set("BENCH_TOOLS", directory.resolve("dist").toString());
    hooks.set("BENCH_DIST", directory.resolve("dist").toString());
    hooks.set("BENCH_POSTGRES", postgres);
    hooks.set("BENCH_LIFELINE", fifo.toString());
    hooks.set("BENCH_RECORD", hooks.record().toString());
    hooks.set("BENCH_FACTS", hooks.facts().toString());
    hooks.set("BENCH_TARGET", hooks.target().toString());
    hooks.set("BENCH_NOTICES", hooks.notices().toString());
    hooks.set("BENCH_WARMUP", "1");
    hooks.set("BENCH_REPEATS", "2");
    return hooks;
  }

  private static void script(Path file, List<String> command) throws IOException {
    Files.writeString(file, "#!/bin/sh\nexec '" + String.join("' '", command) + "' \"$@\"\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  void set(String name, String value) {
    environment.put(name, value);
  }

  /** Returns the words of a variable of {@code config.sh}. */
  List<String> config(String variable) throws IOException, InterruptedException {
    String print = "source connectors/postgres/config.sh && echo \"$%s\"".formatted(variable);
    assertThat(runCommand(List.of("bash", "-c", print))).as(output()).isZero();
    return List.of(output().strip().split(" ", -1));
  }

  /** Runs a hook to its end, and returns its exit code. */
  int run(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("bash", "connectors/%s/%s".formatted(connector, name)));
    command.addAll(List.of(arguments));
    return runCommand(command);
  }

  private int runCommand(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(Processes.root().toFile());
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start()
        .waitFor();
  }

  /** Returns the output of the last hook. */
  String output() throws IOException {
    return Files.readString(directory.resolve("output"));
  }

  Path work() {
    return directory.resolve("work");
  }

  Path record() {
    return directory.resolve("record");
  }

  Path facts() {
    return directory.resolve("facts");
  }

  Path target() {
    return directory.resolve("target");
  }

  Path notices() {
    return directory.resolve("notices");
  }

  /** Returns the process of {@code weir-postgres serve}. */
  ProcessHandle server() throws IOException {
    return ServeState.read(work().resolve("postgres")).flatMap(ServeState::process).orElseThrow();
  }

  /** Ends the lifeline, as the end of the harness does. */
  void endLifeline() throws IOException {
    lifeline.close();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      run("teardown.sh");
    } finally {
      lifeline.close();
    }
  }
}

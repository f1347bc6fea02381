package dev.weir.postgres;

import dev.weir.core.cli.Weir;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts {@code weir} and other programs of this build as separate processes. */
public final class WeirProcess {
  private WeirProcess() {}

  /**
   * Returns the command for a main class of this build, with the flags of this JVM but its agents
   * and its heap.
   *
   * @param options of the JVM, beside those flags
   */
  public static List<String> java(Class<?> main, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-Xmx"))
        .forEach(command::add);
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }

  /**
   * Starts {@code weir run} of the fixture's document.
   *
   * @param directory contains the output, in a file run*.log
   */
  public static Process run(PipelineFixture fixture, Path directory, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    // A build in the background of a shell ignores SIGINT, and so would this process.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.addAll(java(Weir.class));
    command.addAll(List.of("run", fixture.file().toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(Files.createTempFile(directory, "run", ".log").toFile());
    builder.environment().putAll(fixture.environment());
    return builder.start();
  }
}

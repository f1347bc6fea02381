package dev.weir.postgres;

import dev.weir.core.cli.Weir;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts {@code weir} of this build as a separate process. */
public final class WeirProcess {
  private WeirProcess() {}

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
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-Xmx"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Weir.class.getName()));
    command.addAll(List.of("run", fixture.file().toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(Files.createTempFile(directory, "run", ".log").toFile());
    builder.environment().putAll(fixture.environment());
    return builder.start();
  }
}

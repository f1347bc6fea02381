package dev.weir.postgres.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processes that tests start and find. */
final class Processes {
  private Processes() {}

  /** The command {@code weir-postgres} as this build has it. */
  static List<String> weirPostgres(String... arguments) {
    List<String> command = java(WeirPostgres.class);
    command.addAll(List.of(arguments));
    return command;
  }

  /** A main class of this build, in a JVM with the flags of this one. */
  static List<String> java(Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-Xmx"))
        .forEach(command::add);
    command.addAll(List.of("-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }

  /** The server whose files are somewhere under a directory. */
  static ProcessHandle postmaster(Path work) throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      Path pidFile =
          files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow();
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0))).orElseThrow();
    }
  }

  /** The root of the repository, which the module's tests run three levels below. */
  static Path root() {
    return Path.of("../../..").toAbsolutePath().normalize();
  }
}

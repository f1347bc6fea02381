package dev.weir.postgres.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processes that tests start and look for. */
final class Processes {
  private Processes() {}

  /** The command {@code weir-postgres} as this build has it. */
  static List<String> weirPostgres(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                WeirPostgres.class.getName()));
    command.addAll(List.of(arguments));
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

  /** The root of the repository, which the module's tests run two levels below. */
  static Path root() {
    return Path.of("../..").toAbsolutePath().normalize();
  }
}

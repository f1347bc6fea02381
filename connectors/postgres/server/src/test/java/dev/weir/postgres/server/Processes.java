package dev.weir.postgres.server;

import dev.weir.postgres.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processes that tests start and find. */
final class Processes {
  private Processes() {}

  /** Returns the command {@code weir-postgres} of this build. */
  static List<String> weirPostgres(String... arguments) {
    List<String> command = java(WeirPostgres.class);
    command.addAll(List.of(arguments));
    return command;
  }

  /** Returns a command for a main class of this build, with the flags of this JVM. */
  static List<String> java(Class<?> main) {
    return WeirProcess.java(
        main, "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
  }

  /** Returns the server whose files are under a directory. */
  static ProcessHandle postmaster(Path work) throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      Path pidFile =
          files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow();
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0))).orElseThrow();
    }
  }

  /** Returns the root of the repository, three levels above the working directory of the tests. */
  static Path root() {
    return Path.of("../../..").toAbsolutePath().normalize();
  }
}

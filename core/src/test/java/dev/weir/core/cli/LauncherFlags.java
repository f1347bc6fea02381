package dev.weir.core.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the launcher gives the JVM, for processes that tests start without it. */
final class LauncherFlags {
  private LauncherFlags() {}

  static List<String> ofFile() throws IOException {
    return Files.readAllLines(Path.of("src/main/dist/lib/jvm-flags")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  /** A command that starts a class of this class path on this JDK. */
  static List<String> java(Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ofFile());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return command;
  }
}

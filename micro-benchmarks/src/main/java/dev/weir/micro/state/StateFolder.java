package dev.weir.micro.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A new folder for state files. It is in {@code target} of the working directory where there is
 * one, since the folder for temporary files may be in memory, where flushing costs nothing.
 */
final class StateFolder implements AutoCloseable {
  private final Path path;

  private StateFolder(Path path) {
    this.path = path;
  }

  static StateFolder create() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    Path parent =
        Files.isDirectory(target) ? target : Path.of(System.getProperty("java.io.tmpdir"));
    return new StateFolder(Files.createTempDirectory(parent, "state-"));
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Deletes the folder and its files. */
  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(path)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}

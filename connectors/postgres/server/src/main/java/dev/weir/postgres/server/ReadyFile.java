package dev.weir.postgres.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The variables of a server that is ready: lines of NAME='value', for a shell to source. */
final class ReadyFile {
  private ReadyFile() {}

  /** Writes a file that only its owner can read, and that appears complete. */
  static void write(Path file, Map<String, String> variables) throws IOException {
    StringBuilder lines = new StringBuilder();
    variables.forEach(
        (name, value) -> lines.append(name).append('=').append(quoted(value)).append('\n'));
    Path absolute = file.toAbsolutePath();
    Path unfinished = absolute.resolveSibling(absolute.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, lines);
    Files.move(unfinished, absolute, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}

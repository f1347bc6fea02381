package dev.weir.postgres.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Tells a shell where the server is: lines of NAME='value', for {@code source}. */
final class ReadyFile {
  private ReadyFile() {}

  /** Writes it for the owner only, and whole or not at all. */
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

package dev.weir.core.cli;

import dev.weir.core.error.EngineError;
import dev.weir.core.error.WeirException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of JSON Lines to which whole lines are appended, or nothing. */
final class MetricsFile {
  private MetricsFile() {}

  /** Refuses a file that could not be written later, before a run is spent on it. */
  static void checkWritable(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    boolean writable =
        Files.exists(file)
            ? !Files.isDirectory(file) && Files.isWritable(file)
            : directory != null && Files.isDirectory(directory) && Files.isWritable(directory);
    if (!writable) {
      throw error(
          "The metrics file %s cannot be written".formatted(file),
          "Name a file in a directory that exists and that this user may write to");
    }
  }

  /** Appends a line with one write; where it does not fit, what got there is taken back. */
  static void append(Path file, String line) {
    ByteBuffer bytes = ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      long before = channel.size();
      try {
        int written = channel.write(bytes);
        if (bytes.hasRemaining()) {
          throw new IOException("Only " + written + " bytes fitted");
        }
      } catch (IOException e) {
        takeBack(channel, before, e);
        throw e;
      }
    } catch (IOException e) {
      throw error(
              "The run is complete, but its record could not be written to %s: %s"
                  .formatted(file, e.getMessage()),
              "Make room there, and run again if you need the record")
          .causedBy(e);
    }
  }

  private static void takeBack(FileChannel channel, long size, IOException cause) {
    try {
      if (channel.size() > size) {
        channel.truncate(size);
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static WeirException error(String message, String hint) {
    return EngineError.METRICS.at(message).withHint(hint);
  }
}

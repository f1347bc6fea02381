package dev.weir.bench.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An append-only file of records, one a line, that several processes may append to. */
public final class LineFile {
  private final Path path;

  public LineFile(Path path) {
    this.path = path;
  }

  interface Reading {
    void read(LineReader lines) throws IOException;
  }

  /** Passes the lines that are complete when the reading begins to {@code reading}. */
  void read(Reading reading) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      reading.read(new LineReader(Channels.newInputStream(channel), lengthOf(channel)));
    } catch (IOException e) {
      throw new ResultsFileException("The results in %s cannot be read: %s.".formatted(path, e), e);
    }
  }

  /**
   * Passes each line that is not blank to {@code action}, in order.
   *
   * @param action throws {@link IncompleteRecordException} for a line that is no record
   * @return one sentence for each line that is no record, with its number
   */
  public List<String> forEach(Consumer<String> action) {
    List<String> problems = new ArrayList<>();
    read(
        lines -> {
          while (lines.next()) {
            if (lines.isTooLong()) {
              problems.add(
                  problem(lines, "it is longer than %d bytes".formatted(LineReader.MAX_LINE)));
            } else if (!lines.isBlank()) {
              accept(lines, action, problems);
            }
          }
        });
    return problems;
  }

  private static void accept(LineReader lines, Consumer<String> action, List<String> problems) {
    try {
      action.accept(lines.text());
    } catch (CharacterCodingException e) {
      problems.add(problem(lines, "it is not UTF-8 text"));
    } catch (IncompleteRecordException e) {
      problems.add(problem(lines, String.valueOf(e.getMessage())));
    }
  }

  private static String problem(LineReader lines, String reason) {
    return "line %d is not a record: %s".formatted(lines.number(), reason);
  }

  /** The length while nobody appends: that of whole appends. */
  private static long lengthOf(FileChannel channel) throws IOException {
    try (FileLock lock = channel.lock(0, Long.MAX_VALUE, true)) {
      return lock.channel().size();
    }
  }

  /**
   * Appends all lines or none: after a failed write, the file is truncated to its former length.
   * Others that append at the same time wait.
   */
  public void append(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    try {
      Path parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try (FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        boolean created = channel.size() == 0;
        if (created && parent != null) {
          syncDirectory(parent);
        }
        appendLocked(channel, text.toString());
      }
    } catch (IOException e) {
      throw new ResultsFileException(
          "The results could not be written to %s (%s); nothing was added. Free some space, or name another file."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static void appendLocked(FileChannel channel, String text) throws IOException {
    channel.lock();
    long formerLength = channel.size();
    String separator = endsInsideLine(channel, formerLength) ? "\n" : "";
    ByteBuffer bytes = ByteBuffer.wrap((separator + text).getBytes(StandardCharsets.UTF_8));
    try {
      channel.position(formerLength);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      truncate(channel, formerLength, e);
      throw e;
    }
  }

  /** Makes the name of a new file durable, as fsync(2) of the file alone does not. */
  private static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void truncate(FileChannel channel, long length, IOException cause) {
    try {
      channel.truncate(length);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static boolean endsInsideLine(FileChannel channel, long length) throws IOException {
    if (length == 0) {
      return false;
    }
    ByteBuffer last = ByteBuffer.allocate(1);
    return channel.read(last, length - 1) == 1 && last.get(0) != '\n';
  }
}

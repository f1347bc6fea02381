package dev.weir.bench.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The append-only file of recorded runs, one JSON object a line. */
public final class ResultsFile {
  /** How many problems are reported one by one. */
  static final int MAX_PROBLEMS = 20;

  private final Path path;

  public ResultsFile(Path path) {
    this.path = path;
  }

  /**
   * What a file contains.
   *
   * @param runs in the order of their lines
   * @param problems one sentence for each line that is not a recorded run, with its number
   */
  public record Contents(List<RecordedRun> runs, List<String> problems) {
    public Contents {
      runs = List.copyOf(runs);
      problems = List.copyOf(problems);
    }

    /** The recorded runs of one benchmark run, in order. */
    public List<RecordedRun> ofBenchmark(String runId) {
      return runs.stream().filter(run -> run.slot().runId().equals(runId)).toList();
    }
  }

  /** Reads all recorded runs into memory. */
  public Contents read() {
    return read(RunFilter.all());
  }

  /** Reads the recorded runs that {@code filter} selects into memory. */
  public Contents read(RunFilter filter) {
    List<RecordedRun> runs = new ArrayList<>();
    return new Contents(runs, forEach(filter, runs::add));
  }

  /**
   * Passes the recorded runs that {@code filter} selects to {@code action}, in order, and keeps
   * none of them. Lines that others append meanwhile are not read.
   *
   * <p>A line that the filter does not select is read up to its run id only. It is a problem if it
   * is not UTF-8, does not begin or end as an object, or is of another version of the schema.
   *
   * @return the problems: one sentence for each line that is not a recorded run, with its number;
   *     from {@value #MAX_PROBLEMS} on, the last one says how many more there are
   */
  public List<String> forEach(RunFilter filter, Consumer<RecordedRun> action) {
    List<String> problems = new ArrayList<>();
    read(lines -> problems.addAll(LineParser.parse(lines, filter, action)));
    return problems;
  }

  private interface Reading {
    void read(LineReader lines) throws IOException;
  }

  private void read(Reading reading) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      reading.read(new LineReader(Channels.newInputStream(channel), lengthOf(channel)));
    } catch (IOException e) {
      throw new ResultsFileException("The results in %s cannot be read: %s.".formatted(path, e), e);
    }
  }

  /** The length while nobody appends: that of whole appends. */
  private static long lengthOf(FileChannel channel) throws IOException {
    try (FileLock lock = channel.lock(0, Long.MAX_VALUE, true)) {
      return lock.channel().size();
    }
  }

  /** The ids of the benchmark runs, in the order of their first lines. */
  public List<String> runIds() {
    Set<String> ids = new LinkedHashSet<>();
    read(lines -> LineParser.headers(lines, header -> header.runId().ifPresent(ids::add)));
    return List.copyOf(ids);
  }

  /** The commits that were measured, in full, in the order of their first lines. */
  public List<String> shas() {
    Set<String> shas = new LinkedHashSet<>();
    read(lines -> LineParser.headers(lines, header -> header.sha().ifPresent(shas::add)));
    return List.copyOf(shas);
  }

  /**
   * Appends all runs or none: after a failed write, the file is truncated to its former length.
   * Others that append at the same time wait.
   */
  public void append(List<RecordedRun> runs) {
    StringBuilder text = new StringBuilder();
    runs.forEach(run -> text.append(RecordedRunJson.write(run)).append('\n'));
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

package dev.weir.bench.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The append-only file of recorded runs, one JSON object a line. */
public final class ResultsFile {
  private final Path path;

  public ResultsFile(Path path) {
    this.path = path;
  }

  /**
   * What a file contains.
   *
   * @param runs in the order of their lines
   * @param problems one sentence for each line that is not a recorded run
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

  /** Reads all lines; one that is not a recorded run becomes a problem. */
  public Contents read() {
    List<RecordedRun> runs = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(path);
    } catch (IOException e) {
      throw new ResultsFileException("The results in %s cannot be read: %s.".formatted(path, e), e);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        runs.add(RecordedRunJson.read(lines.get(i)));
      } catch (IncompleteRecordException e) {
        problems.add("line %d is not a recorded run: %s".formatted(i + 1, e.getMessage()));
      }
    }
    return new Contents(runs, problems);
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

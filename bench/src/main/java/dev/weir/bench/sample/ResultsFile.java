package dev.weir.bench.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The append-only file of samples, one JSON object a line. */
public final class ResultsFile {
  private final Path path;

  public ResultsFile(Path path) {
    this.path = path;
  }

  /**
   * What a file holds.
   *
   * @param samples in the order of their lines
   * @param problems one sentence for each line that is no sample
   */
  public record Contents(List<Sample> samples, List<String> problems) {
    public Contents {
      samples = List.copyOf(samples);
      problems = List.copyOf(problems);
    }

    /** The samples of one run of the harness, in order. */
    public List<Sample> ofRun(String runId) {
      return samples.stream().filter(sample -> sample.slot().runId().equals(runId)).toList();
    }
  }

  public Contents read() {
    List<Sample> samples = new ArrayList<>();
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
        samples.add(SampleJson.read(lines.get(i)));
      } catch (IncompleteRecordException e) {
        problems.add("line %d is no sample: %s".formatted(i + 1, e.getMessage()));
      }
    }
    return new Contents(samples, problems);
  }

  /**
   * Adds all samples or none: they go out in one write, and after a failure the file is cut back to
   * the length it had. Others that append at the same time wait.
   */
  public void append(List<Sample> samples) {
    StringBuilder text = new StringBuilder();
    samples.forEach(sample -> text.append(SampleJson.write(sample)).append('\n'));
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
      cutBack(channel, formerLength, e);
      throw e;
    }
  }

  private static void cutBack(FileChannel channel, long length, IOException cause) {
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

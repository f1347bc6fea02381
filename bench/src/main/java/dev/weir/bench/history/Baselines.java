package dev.weir.bench.history;

import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.ResultsFile;
import dev.weir.bench.result.ResultsFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Named copies of benchmark runs, in {@code baselines/NAME.jsonl} beside the results. A baseline
 * has the recorded runs of one benchmark run, with their environments, and no others.
 */
public final class Baselines {
  private static final String SUFFIX = ".jsonl";

  /** Names that are file names of every system, and no options. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Path directory;

  private Baselines(Path directory) {
    this.directory = directory;
  }

  /** The baselines beside a file of results. */
  public static Baselines beside(Path results) {
    return new Baselines(results.toAbsolutePath().resolveSibling("baselines"));
  }

  /** The baselines in a directory, which need not exist. */
  public static Baselines in(Path directory) {
    return new Baselines(directory.toAbsolutePath());
  }

  /** Whether the text can be a baseline's name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Saves a baseline, in place of one of the same name. It is complete or not changed.
   *
   * @param runs of one benchmark run
   * @return the file
   * @throws ResultsFileException where it cannot be written
   */
  public Path save(String name, List<RecordedRun> runs) {
    return save(name, partial -> new ResultsFile(partial).append(runs));
  }

  /**
   * As {@link #save(String, List)}, of records of another kind.
   *
   * @param writer writes all of them to the file that it is given
   */
  public Path save(String name, Consumer<Path> writer) {
    Path file = file(name);
    Path partial = directory.resolve(name + SUFFIX + ".partial-" + ProcessHandle.current().pid());
    try {
      try {
        Files.deleteIfExists(partial);
        writer.accept(partial);
        Files.move(
            partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return file;
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new ResultsFileException(
          "The baseline %s could not be written to %s: %s.".formatted(name, file, e), e);
    }
  }

  /** The baseline of this name; empty where there is none. */
  public Optional<ResultsFile> find(String name) {
    return Files.exists(file(name)) ? Optional.of(new ResultsFile(file(name))) : Optional.empty();
  }

  /** The file of a baseline, which may not exist. */
  public Path file(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a baseline's name: " + name);
    }
    return directory.resolve(name + SUFFIX);
  }

  /** The names of all baselines, sorted. */
  public List<String> names() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ResultsFileException(
          "The baselines in %s cannot be listed: %s.".formatted(directory, e), e);
    }
  }
}

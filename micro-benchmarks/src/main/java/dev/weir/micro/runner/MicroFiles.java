package dev.weir.micro.runner;

import dev.weir.bench.history.Baselines;
import dev.weir.bench.result.LineFile;
import dev.weir.bench.result.ResultsFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file of records and the folders beside it: {@code micro-baselines} with named copies of
 * records and of the jars that were measured, and {@code profiles}.
 *
 * @param records one line a fork
 */
record MicroFiles(Path records) {
  private static final String NAME = "micro.jsonl";
  private static final String JAR = ".jar";

  /**
   * Those beside the jar that runs, in {@code bench_results}; without one, those in {@code target}.
   */
  static MicroFiles beside(ClassPath own) {
    Path target =
        own.jar().flatMap(jar -> Optional.ofNullable(jar.getParent())).orElse(Path.of("target"));
    return new MicroFiles(target.resolve("bench_results").resolve(NAME));
  }

  void append(List<ForkRecord> forks) {
    new LineFile(records).append(forks.stream().map(ForkRecordJson::write).toList());
  }

  /** All records; lines that are none are named on {@code err}. Empty where there is no file. */
  MicroRecords read(PrintStream err) {
    return Files.exists(records) ? read(records, err) : new MicroRecords(List.of());
  }

  private static MicroRecords read(Path file, PrintStream err) {
    List<ForkRecord> forks = new ArrayList<>();
    new LineFile(file)
        .forEach(line -> forks.add(ForkRecordJson.read(line)))
        .forEach(problem -> err.println(file + ": " + problem));
    return new MicroRecords(forks);
  }

  Baselines baselines() {
    return Baselines.in(records.resolveSibling("micro-baselines"));
  }

  /** The records of a baseline that exists. */
  MicroRecords baseline(String name, PrintStream err) {
    return read(baselines().file(name), err);
  }

  /** The jar that a baseline was measured with; it is absent where it was no single jar. */
  Path jarOf(String baseline) {
    return baselines().file(baseline).resolveSibling(baseline + JAR);
  }

  /** Saves records, and the jar that was measured, so that it can be measured again later. */
  Path saveBaseline(String name, List<ForkRecord> forks, ClassPath own) {
    Path file =
        baselines()
            .save(
                name,
                partial ->
                    new LineFile(partial)
                        .append(forks.stream().map(ForkRecordJson::write).toList()));
    Path copy = jarOf(name);
    try {
      if (own.jar().isPresent()) {
        Path partial =
            copy.resolveSibling(name + JAR + ".partial-" + ProcessHandle.current().pid());
        Files.copy(own.jar().get(), partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
            partial, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(copy);
      }
      return file;
    } catch (IOException e) {
      throw new ResultsFileException(
          "The jar of baseline %s could not be copied to %s: %s.".formatted(name, copy, e), e);
    }
  }

  /** The folder for the profiles of a run. */
  Path profiles(String runId) {
    return records.toAbsolutePath().resolveSibling("profiles").resolve(runId);
  }
}

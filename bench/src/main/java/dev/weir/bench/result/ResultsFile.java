package dev.weir.bench.result;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The append-only file of recorded runs, one JSON object a line. */
public final class ResultsFile {
  /** How many problems are reported one by one. */
  static final int MAX_PROBLEMS = 20;

  private final LineFile file;

  public ResultsFile(Path path) {
    this.file = new LineFile(path);
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
    file.read(lines -> problems.addAll(LineParser.parse(lines, filter, action)));
    return problems;
  }

  /** The ids of the benchmark runs, in the order of their first lines. */
  public List<String> runIds() {
    Set<String> ids = new LinkedHashSet<>();
    file.read(lines -> LineParser.headers(lines, header -> header.runId().ifPresent(ids::add)));
    return List.copyOf(ids);
  }

  /** The commits that were measured, in full, in the order of their first lines. */
  public List<String> shas() {
    Set<String> shas = new LinkedHashSet<>();
    file.read(lines -> LineParser.headers(lines, header -> header.sha().ifPresent(shas::add)));
    return List.copyOf(shas);
  }

  /**
   * Appends all runs or none: after a failed write, the file is truncated to its former length.
   * Others that append at the same time wait.
   */
  public void append(List<RecordedRun> runs) {
    file.append(runs.stream().map(RecordedRunJson::write).toList());
  }
}

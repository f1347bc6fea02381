package dev.weir.bench.cli;

import dev.weir.bench.result.RunFilter;
import dev.weir.bench.result.Subject;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which recorded runs to look at. */
final class SubjectOptions {
  @Option(names = "--connector", description = "Only this connector.")
  private Optional<String> connector = Optional.empty();

  @Option(names = "--mode", description = "Only this mode.")
  private Optional<String> mode = Optional.empty();

  @Option(names = "--rows", description = "Only runs of so many rows.")
  private Optional<Long> rows = Optional.empty();

  /**
   * The filter of connector and rows. The mode is not part of it, as other modes include the limit
   * that this mode is relative to.
   */
  RunFilter filter() {
    return RunFilter.all().withSubject(connector, Optional.empty(), rows);
  }

  /** Whether a subject is to be shown. */
  boolean admits(Subject subject) {
    return (connector.isEmpty() || connector.get().equals(subject.connector()))
        && (mode.isEmpty() || mode.get().equals(subject.mode()))
        && (rows.isEmpty() || rows.get() == subject.rows());
  }

  /** The conditions as part of a sentence; empty without any. */
  String describe() {
    return connector.map(it -> " of connector " + it).orElse("")
        + mode.map(it -> " of mode " + it).orElse("")
        + rows.map(it -> " of " + it + " rows").orElse("");
  }
}

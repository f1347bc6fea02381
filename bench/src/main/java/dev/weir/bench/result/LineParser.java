package dev.weir.bench.result;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Selects lines by their headers, and parses those that are selected. */
final class LineParser {
  private final LineReader line;
  private final List<String> problems = new ArrayList<>();
  private long unreported;

  private LineParser(LineReader line) {
    this.line = line;
  }

  /** Passes the runs that {@code filter} selects to {@code action}; returns the problems. */
  static List<String> parse(LineReader lines, RunFilter filter, Consumer<RecordedRun> action)
      throws IOException {
    LineParser parser = new LineParser(lines);
    while (lines.next()) {
      parser.run(filter).ifPresent(action);
    }
    return parser.problems();
  }

  /** Passes the header of each usable line to {@code action}. */
  static void headers(LineReader lines, Consumer<RunHeader> action) throws IOException {
    LineParser parser = new LineParser(lines);
    while (lines.next()) {
      parser.header().ifPresent(action);
    }
  }

  private Optional<RecordedRun> run(RunFilter filter) {
    return header().filter(filter::admits).flatMap(header -> bound()).filter(filter::matches);
  }

  private Optional<RunHeader> header() {
    if (line.isTooLong()) {
      return problem(String.format(Locale.ROOT, "it is longer than %d bytes", LineReader.MAX_LINE));
    }
    if (line.isBlank()) {
      return Optional.empty();
    }
    if (!line.isUtf8()) {
      return problem("it is not UTF-8 text");
    }
    try {
      RunHeader header = RunHeader.read(line.bytes(), line.start(), line.length());
      if (line.lastByte() != '}') {
        return problem("not a JSON object: the line is cut off");
      }
      header.version().ifPresent(RecordedRunJson::requireKnown);
      return Optional.of(header);
    } catch (IncompleteRecordException e) {
      return problem(String.valueOf(e.getMessage()));
    }
  }

  private Optional<RecordedRun> bound() {
    try {
      return Optional.of(RecordedRunJson.read(line.text()));
    } catch (IncompleteRecordException e) {
      return problem(String.valueOf(e.getMessage()));
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("the header's reader has checked the line", e);
    }
  }

  private <T> Optional<T> problem(String reason) {
    if (problems.size() < ResultsFile.MAX_PROBLEMS) {
      problems.add("line %d is not a recorded run: %s".formatted(line.number(), reason));
    } else {
      unreported++;
    }
    return Optional.empty();
  }

  private List<String> problems() {
    if (unreported > 0) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%d more lines up to line %d are not recorded runs",
              unreported,
              line.number()));
    }
    return problems;
  }
}

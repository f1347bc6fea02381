package dev.weir.bench.result;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and checks the records of one process: one line a run. */
public final class ProcessRecords {
  private ProcessRecords() {}

  /**
   * The records in {@code file}, in order.
   *
   * @param rows number of rows that each run should read
   * @param target what each run should leave in the target; empty for the rows of the source
   * @param runs number of runs that the process should make
   * @throws CorrectnessException where any readable run moved other rows or was not verified, even
   *     if another line is unusable
   * @throws IncompleteRecordException where a line is unusable, or the runs are not numbered from 1
   *     to {@code runs}
   */
  public static List<EngineRecord> read(
      Path file, long rows, Optional<TargetDigest> target, int runs) {
    List<EngineRecord> records = new ArrayList<>();
    List<String> unusable = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      try {
        records.add(EngineRecord.parse(lines.get(i)));
      } catch (IncompleteRecordException e) {
        unusable.add("record " + (i + 1) + ": " + e.getMessage());
      }
    }
    List<String> faults = records.stream().flatMap(r -> r.faults(rows, target).stream()).toList();
    if (!faults.isEmpty()) {
      throw new CorrectnessException(faults);
    }
    if (!unusable.isEmpty()) {
      throw new IncompleteRecordException(String.join("\n", unusable));
    }
    expectNumbered(records, runs);
    return records;
  }

  private static void expectNumbered(List<EngineRecord> records, int runs) {
    if (records.size() != runs) {
      throw new IncompleteRecordException(
          "%d runs were asked for, %d records were written".formatted(runs, records.size()));
    }
    for (int i = 0; i < runs; i++) {
      if (records.get(i).repeat() != i + 1) {
        throw new IncompleteRecordException(
            "record %d has the number %d in its field repeat"
                .formatted(i + 1, records.get(i).repeat()));
      }
    }
  }

  private static List<String> lines(Path file) {
    if (!Files.exists(file)) {
      throw new IncompleteRecordException("no record was written");
    }
    try {
      List<String> lines = Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
      if (lines.isEmpty()) {
        throw new IncompleteRecordException("no record was written");
      }
      return lines;
    } catch (CharacterCodingException e) {
      throw new IncompleteRecordException("the records are not UTF-8 text", e);
    } catch (IOException e) {
      throw new IncompleteRecordException("the records cannot be read: " + e.getMessage(), e);
    }
  }
}

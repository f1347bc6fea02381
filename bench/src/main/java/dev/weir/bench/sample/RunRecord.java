package dev.weir.bench.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run, as the measured program wrote it down.
 *
 * @param repeat the run's number in its process, from 1
 * @param destRows rows counted in the destination after the run; empty where not verified
 * @param sourceHash content digest of the source's rows; empty where not verified
 * @param destHash content digest of the destination's rows; empty where not verified
 * @param metrics what the program measured of itself; {@link Metric#DURATION} is always there
 * @param json the object as it was read, unknown fields included
 */
public record RunRecord(
    int repeat,
    long recordsRead,
    long recordsWritten,
    Optional<Long> destRows,
    Optional<String> sourceHash,
    Optional<String> destHash,
    Map<Metric, Double> metrics,
    ObjectNode json) {

  /** The only version of the engine's record there is. */
  static final int VERSION = 1;

  public RunRecord {
    if (repeat < 1) {
      throw new IncompleteRecordException("field repeat should be 1 or more, and is " + repeat);
    }
    Double duration = metrics.get(Metric.DURATION);
    if (duration == null || duration <= 0) {
      throw new IncompleteRecordException("field duration_secs should be there and above 0");
    }
    metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
    json = json.deepCopy();
  }

  /** Reads one line; an unusable one is an {@link IncompleteRecordException}. */
  public static RunRecord parse(String line) {
    return of(Fields.parse(line));
  }

  static RunRecord of(Fields fields) {
    long version = fields.count("record_version");
    if (version != VERSION) {
      throw new IncompleteRecordException(
          "record_version " + version + " is not known to this harness, which knows " + VERSION);
    }
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      fields.optionalAmount(metric.field()).ifPresent(value -> metrics.put(metric, value));
    }
    return new RunRecord(
        fields.smallCount("repeat"),
        fields.count("records_read"),
        fields.count("records_written"),
        fields.optionalCount("dest_rows"),
        fields.optionalText("source_hash"),
        fields.optionalText("dest_hash"),
        metrics,
        fields.json());
  }

  public double durationSecs() {
    return metrics.getOrDefault(Metric.DURATION, 0.0);
  }

  /**
   * What keeps this run from counting, one sentence each; empty for a run that moved exactly {@code
   * rows} rows and proved it.
   */
  public List<String> faults(long rows) {
    List<String> faults = new ArrayList<>();
    expectRows(faults, "records_read", Optional.of(recordsRead), rows);
    expectRows(faults, "records_written", Optional.of(recordsWritten), rows);
    expectRows(faults, "dest_rows", destRows, rows);
    if (sourceHash.isEmpty() || destHash.isEmpty()) {
      faults.add("run " + repeat + ": the content was not verified (no hash of both ends)");
    } else if (!sourceHash.equals(destHash)) {
      faults.add(
          "run %d: the content differs (source %s, destination %s)"
              .formatted(repeat, sourceHash.get(), destHash.get()));
    }
    return faults;
  }

  private void expectRows(List<String> faults, String field, Optional<Long> actual, long rows) {
    if (actual.isEmpty()) {
      faults.add("run " + repeat + ": " + field + " is missing");
    } else if (actual.get() != rows) {
      faults.add("run %d: %s is %d, asked for %d".formatted(repeat, field, actual.get(), rows));
    }
  }
}

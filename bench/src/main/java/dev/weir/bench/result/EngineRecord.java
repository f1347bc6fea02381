package dev.weir.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The record of one run, as the engine or a limit mode wrote it; described by
 * docs/run-record.schema.json.
 *
 * @param repeat the run's number in its process, from 1
 * @param outputRecordsWritten rows that were written to the targets of transforms' outputs
 * @param destRows rows counted at the destination after the run; empty where not verified
 * @param sourceHash content digest of the source's rows; empty where not verified
 * @param destHash content digest of the destination's rows; empty where not verified
 * @param metrics what the engine measured; always with {@link Metric#DURATION}
 * @param json the object as it was read, including unknown fields
 */
public record EngineRecord(
    int repeat,
    long recordsRead,
    long recordsWritten,
    long outputRecordsWritten,
    Optional<Long> destRows,
    Optional<String> sourceHash,
    Optional<String> destHash,
    Map<Metric, Double> metrics,
    ObjectNode json) {

  /** The only version of the engine's record. */
  static final int VERSION = 1;

  public EngineRecord {
    if (repeat < 1) {
      throw new IncompleteRecordException("field repeat must be 1 or more, not " + repeat);
    }
    Double duration = metrics.get(Metric.DURATION);
    if (duration == null || duration <= 0) {
      throw new IncompleteRecordException("field duration_secs must be present and above 0");
    }
    metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
    json = json.deepCopy();
  }

  /** Parses one line; an unusable one is an {@link IncompleteRecordException}. */
  public static EngineRecord parse(String line) {
    return of(Fields.parse(line));
  }

  static EngineRecord of(Fields fields) {
    long version = fields.count("record_version");
    if (version != VERSION) {
      throw new IncompleteRecordException(
          "record_version " + version + " is unknown; this harness reads version " + VERSION);
    }
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      fields.optionalAmount(metric.field()).ifPresent(value -> metrics.put(metric, value));
    }
    return new EngineRecord(
        fields.smallCount("repeat"),
        fields.count("records_read"),
        fields.count("records_written"),
        fields.objects("outputs").stream().mapToLong(it -> it.count("records_written")).sum(),
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
   * Why this run is rejected, one sentence each; empty for a run that read exactly {@code rows}
   * rows, wrote the same or those of {@code target}, and verified their content.
   *
   * @param target what the run leaves in the target; empty for the rows of the source
   */
  public List<String> faults(long rows, Optional<TargetDigest> target) {
    List<String> faults = new ArrayList<>();
    expectRows(faults, "records_read", Optional.of(recordsRead), rows);
    if (target.isEmpty()) {
      expectRows(faults, "records_written", Optional.of(recordsWritten), rows);
    } else {
      long written = recordsWritten + outputRecordsWritten;
      expectRows(faults, "records_written with outputs", Optional.of(written), target.get().rows());
    }
    expectRows(faults, "dest_rows", destRows, target.map(TargetDigest::rows).orElse(rows));
    if (sourceHash.isEmpty() || destHash.isEmpty()) {
      faults.add(
          "run %d: %s is missing; the content was not verified"
              .formatted(repeat, sourceHash.isEmpty() ? "source_hash" : "dest_hash"));
    } else if (!sourceHash.equals(destHash)) {
      faults.add(
          "run %d: the content differs (source %s, destination %s)"
              .formatted(repeat, sourceHash.get(), destHash.get()));
    }
    target
        .map(TargetDigest::digest)
        .filter(digest -> destHash.isPresent() && !destHash.get().equals(digest))
        .ifPresent(
            digest ->
                faults.add(
                    "run %d: the destination has %s, and not the mode's digest %s"
                        .formatted(repeat, destHash.get(), digest)));
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

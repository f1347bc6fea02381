package dev.weir.core.pipeline;

import dev.weir.core.connector.StreamConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a run has done so far, over all its attempts. Each field is written by one thread at a time:
 * the source's by the source's thread, the rest by the destination's, and both are joined before
 * anything is read.
 */
final class RunTally {
  final String runId;
  final LongSupplier nanoTime;
  final long startNanos;
  final StageClock<SourceStage> sourceClock;
  final StageClock<DestStage> destClock;

  long sourceNanos;
  long sourceAllocatedBytes;
  Optional<Long> firstRowNanos = Optional.empty();
  String sourceVersion = "";

  long destNanos;
  long destAllocatedBytes;
  long endNanos;
  String destVersion = "";

  /** Counted for progress only: rows of failed attempts are in it. */
  long rowsSent;

  long bytesSent;

  private int attempts = 1;
  private final Map<String, Committed> committed = new LinkedHashMap<>();

  RunTally(String runId, LongSupplier nanoTime) {
    this.runId = runId;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.endNanos = startNanos;
    this.sourceClock = new StageClock<>(SourceStage.class, nanoTime);
    this.destClock = new StageClock<>(DestStage.class, nanoTime);
  }

  /**
   * A stream whose rows are at the destination for good.
   *
   * @param rowsRead by the source
   * @param rowsWritten as the destination's server counted them
   * @param bytesRead Arrow bytes before the transforms
   * @param bytesWritten Arrow bytes after them
   */
  record Committed(long rowsRead, long rowsWritten, long bytesRead, long bytesWritten) {}

  void commit(StreamConfig stream, Committed result) {
    committed.put(stream.name(), result);
  }

  boolean isFirstAttempt() {
    return attempts == 1;
  }

  void nextAttempt() {
    attempts++;
  }

  boolean isCommitted(StreamConfig stream) {
    return committed.containsKey(stream.name());
  }

  Optional<Committed> committed(StreamConfig stream) {
    return Optional.ofNullable(committed.get(stream.name()));
  }

  long rowsRead() {
    return committed.values().stream().mapToLong(Committed::rowsRead).sum();
  }

  long rowsWritten() {
    return committed.values().stream().mapToLong(Committed::rowsWritten).sum();
  }

  long bytesRead() {
    return committed.values().stream().mapToLong(Committed::bytesRead).sum();
  }

  long bytesWritten() {
    return committed.values().stream().mapToLong(Committed::bytesWritten).sum();
  }
}

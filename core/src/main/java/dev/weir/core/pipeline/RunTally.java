package dev.weir.core.pipeline;

import dev.weir.core.connector.Digest;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.StreamConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

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

  /** Runs whenever the run is not verifying. */
  final Stopwatch stopwatch;

  long sourceNanos;
  long sourceAllocatedBytes;
  Optional<Long> firstRowNanos = Optional.empty();
  String sourceVersion = "";

  long destNanos;
  long destAllocatedBytes;
  long durationNanos;
  String destVersion = "";
  long nullCursorRows;
  long missedRows;
  final List<Notice> notices = new ArrayList<>();

  /** Counted for progress only: rows of failed attempts are in it. */
  long rowsSent;

  long bytesSent;

  private int attempts = 1;
  private final Map<String, Committed> sentToCommit = new HashMap<>();
  private final Map<String, Committed> committed = new LinkedHashMap<>();

  RunTally(String runId, LongSupplier nanoTime) {
    this.runId = runId;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.stopwatch = new Stopwatch(nanoTime);
    this.sourceClock = new StageClock<>(SourceStage.class, nanoTime);
    this.destClock = new StageClock<>(DestStage.class, nanoTime);
  }

  /**
   * A stream whose rows are at the destination for good.
   *
   * @param rowsRead by the source
   * @param bytesRead Arrow bytes before the transforms
   * @param bytesWritten Arrow bytes after them
   * @param counts what became of the rows at the destination
   * @param verified the digest that both ends agreed on; empty where they were not compared
   */
  record Committed(
      long rowsRead,
      long bytesRead,
      long bytesWritten,
      LoadCounts counts,
      Optional<Digest> verified) {}

  /** The COMMIT of a stream goes out now; its answer may be lost. */
  void beforeCommit(StreamConfig stream, Committed result) {
    sentToCommit.put(stream.name(), result);
  }

  /** The COMMIT was answered. */
  void commit(StreamConfig stream) {
    Committed result = sentToCommit.get(stream.name());
    if (result == null) {
      throw new IllegalStateException("No COMMIT was sent for " + stream.name());
    }
    committed.put(stream.name(), result);
  }

  /** The COMMIT's answer was lost, and the receipt shows that it succeeded. */
  void commitFromReceipt(StreamConfig stream, Receipt receipt) {
    committed.put(
        stream.name(),
        sentToCommit.getOrDefault(
            stream.name(),
            new Committed(
                receipt.rows(),
                receipt.bytes(),
                receipt.bytes(),
                LoadCounts.inserted(receipt.rows()),
                Optional.empty())));
  }

  boolean isFirstAttempt() {
    return attempts == 1;
  }

  void nextAttempt() {
    attempts++;
    stopwatch.resume();
  }

  boolean isCommitted(StreamConfig stream) {
    return committed.containsKey(stream.name());
  }

  long sum(ToLongFunction<Committed> figure) {
    return committed.values().stream().mapToLong(figure).sum();
  }

  LoadCounts counts() {
    return committed.values().stream()
        .map(Committed::counts)
        .reduce(LoadCounts.inserted(0), LoadCounts::plus);
  }

  /** The digest of all streams' rows; empty where one of them was not compared. */
  Optional<Digest> verified() {
    Digest sum = Digest.EMPTY;
    for (Committed stream : committed.values()) {
      if (stream.verified().isEmpty()) {
        return Optional.empty();
      }
      sum = sum.plus(stream.verified().get());
    }
    return committed.isEmpty() ? Optional.empty() : Optional.of(sum);
  }
}

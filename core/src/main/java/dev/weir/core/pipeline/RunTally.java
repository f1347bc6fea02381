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

/** What a run has done so far, over all attempts and lanes. Thread-safe. */
final class RunTally {
  final String runId;
  final LongSupplier nanoTime;
  final long startNanos;

  /** Runs while the run is not verifying. */
  final Stopwatch stopwatch;

  private final List<LaneTally> lanes = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private Optional<Long> firstRowNanos = Optional.empty();
  private String sourceVersion = "";
  private String destVersion = "";
  private int laneCount = 1;
  private long durationNanos;
  private long nullCursorRows;
  private long missedRows;

  /** For progress only: includes rows of failed attempts. */
  private long rowsSent;

  private long bytesSent;

  private int attempts = 1;
  private final Map<String, Committed> sentToCommit = new HashMap<>();
  private final Map<String, Committed> committed = new LinkedHashMap<>();

  RunTally(String runId, LongSupplier nanoTime) {
    this.runId = runId;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.stopwatch = new Stopwatch(nanoTime);
  }

  /** Returns the tally of a new lane. */
  synchronized LaneTally newLane() {
    LaneTally lane = new LaneTally(nanoTime);
    lanes.add(lane);
    return lane;
  }

  synchronized List<LaneTally> lanes() {
    return List.copyOf(lanes);
  }

  synchronized void versions(String source, String destination) {
    sourceVersion = source;
    destVersion = destination;
  }

  synchronized String sourceVersion() {
    return sourceVersion;
  }

  synchronized String destVersion() {
    return destVersion;
  }

  synchronized void laneCount(int count) {
    laneCount = count;
  }

  synchronized int laneCount() {
    return laneCount;
  }

  /** The first row has arrived; later calls have no effect. */
  synchronized void firstRow() {
    if (firstRowNanos.isEmpty()) {
      firstRowNanos = Optional.of(nanoTime.getAsLong() - startNanos);
    }
  }

  synchronized long firstRowNanos() {
    return firstRowNanos.orElse(0L);
  }

  /** Ends an attempt. */
  synchronized void ended() {
    durationNanos = stopwatch.elapsedNanos();
  }

  synchronized long durationNanos() {
    return durationNanos;
  }

  /** Adds a batch and reports the progress. */
  synchronized void sent(Progress progress, String stream, long rows, long bytes) {
    rowsSent += rows;
    bytesSent += bytes;
    progress.written(stream, rowsSent, bytesSent);
  }

  synchronized void notice(Progress progress, Notice notice) {
    notices.add(notice);
    progress.notice(notice);
  }

  synchronized List<Notice> notices() {
    return List.copyOf(notices);
  }

  synchronized void unread(long nullCursor, long missed) {
    nullCursorRows += nullCursor;
    missedRows += missed;
  }

  synchronized long nullCursorRows() {
    return nullCursorRows;
  }

  synchronized long missedRows() {
    return missedRows;
  }

  /**
   * A stream whose rows are at the destination for good.
   *
   * @param rowsRead by the source
   * @param bytesRead Arrow bytes before the transforms
   * @param bytesWritten Arrow bytes after them
   * @param counts what became of the rows at the destination
   * @param outputs those of transforms that have a target of their own
   * @param verified the digest that both ends agreed on; empty where they were not compared
   */
  record Committed(
      long rowsRead,
      long bytesRead,
      long bytesWritten,
      LoadCounts counts,
      List<PipelineResult.Output> outputs,
      Optional<Digest> verified) {}

  /** The COMMIT of a stream goes out now; its answer may be lost. */
  synchronized void beforeCommit(StreamConfig stream, Committed result) {
    sentToCommit.put(stream.name(), result);
  }

  /** The COMMIT was answered. */
  synchronized void commit(StreamConfig stream) {
    Committed result = sentToCommit.get(stream.name());
    if (result == null) {
      throw new IllegalStateException("No COMMIT was sent for " + stream.name());
    }
    committed.put(stream.name(), result);
  }

  /** The COMMIT's answer was lost, and the receipt shows that it succeeded. */
  synchronized void commitFromReceipt(StreamConfig stream, Receipt receipt) {
    committed.put(
        stream.name(),
        sentToCommit.getOrDefault(
            stream.name(),
            new Committed(
                receipt.rows(),
                receipt.bytes(),
                receipt.bytes(),
                LoadCounts.inserted(receipt.rows()),
                List.of(),
                Optional.empty())));
  }

  synchronized boolean isFirstAttempt() {
    return attempts == 1;
  }

  synchronized void nextAttempt() {
    attempts++;
    stopwatch.resume();
  }

  synchronized boolean isCommitted(StreamConfig stream) {
    return committed.containsKey(stream.name());
  }

  synchronized long sum(ToLongFunction<Committed> figure) {
    return committed.values().stream().mapToLong(figure).sum();
  }

  synchronized LoadCounts counts() {
    return committed.values().stream()
        .map(Committed::counts)
        .reduce(LoadCounts.inserted(0), LoadCounts::plus);
  }

  synchronized List<PipelineResult.Output> outputs() {
    return committed.values().stream().flatMap(stream -> stream.outputs().stream()).toList();
  }

  /** The digest of all streams' rows; empty where one of them was not compared. */
  synchronized Optional<Digest> verified() {
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

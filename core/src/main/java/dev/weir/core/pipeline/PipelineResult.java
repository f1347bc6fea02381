package dev.weir.core.pipeline;

import dev.weir.core.connector.Digest;
import dev.weir.core.connector.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run did.
 *
 * @param repeat the run's number in its process, from 1 (the cold one)
 * @param outputs the outputs of transforms that have a target of their own
 * @param verified the digest of all rows that were moved, equal at both ends; empty unless {@code
 *     --verify} has compared every stream
 * @param retries attempts after the first
 * @param adaptiveBatches of the last attempt; empty for batches of a fixed size
 */
public record PipelineResult(
    String pipeline,
    String runId,
    int repeat,
    Rows rows,
    List<Output> outputs,
    Optional<Digest> verified,
    Times times,
    int retries,
    Usage usage,
    Setup setup,
    Optional<AdaptiveBatches.Decisions> adaptiveBatches,
    List<Notice> notices) {

  public PipelineResult {
    outputs = List.copyOf(outputs);
    notices = List.copyOf(notices);
  }

  /**
   * Rows and their Arrow bytes, all streams together.
   *
   * @param written rows that were inserted or updated at the destination
   * @param updated of these, the updated ones
   * @param late of the inserted rows, those at or below the cursor that the read took up after
   * @param nullCursor rows that no incremental read delivers because their cursor is NULL
   * @param missed a lower bound of the rows that came to the source below the cursor and its lag
   *     since the last run, and are not delivered
   */
  public record Rows(
      long read,
      long written,
      long updated,
      long late,
      long nullCursor,
      long missed,
      long bytesRead,
      long bytesWritten) {}

  /**
   * The rows of a transform's output beside the main one.
   *
   * @param emitted rows that the transform has emitted
   * @param written of these, those that were inserted or updated; the others have a known key
   * @param updated of the written rows, the updated ones
   * @param bytes the Arrow bytes of the emitted rows
   */
  public record Output(
      String stream,
      String name,
      String target,
      long emitted,
      long written,
      long updated,
      long bytes) {}

  /**
   * Durations. Those of a side are the sums over all lanes; its parts add up to its duration.
   *
   * @param durationSecs from before the first connection to after the last commit, without
   *     verification
   * @param startupMs from the process's start to the first run's; 0 for later runs
   * @param timeToFirstRowMs from the run's start to the first row's arrival
   * @param sourceParts seconds by {@link SourceStage}, lower-case names
   * @param destParts seconds by {@link DestStage}, lower-case names
   */
  public record Times(
      double durationSecs,
      double startupMs,
      double sourceConnectorLoadMs,
      double destConnectorLoadMs,
      double sourceSecs,
      Map<String, Double> sourceParts,
      double timeToFirstRowMs,
      double destSecs,
      Map<String, Double> destParts) {}

  /**
   * What the process used for the run.
   *
   * @param allocatedBytes on the heap by the two threads that move rows
   * @param residentPeakBytes the process's peak resident memory in this run; empty where unknown
   */
  public record Usage(
      double cpuSecs,
      long gcCount,
      double gcSecs,
      long allocatedBytes,
      long heapPeakBytes,
      Optional<Long> residentPeakBytes) {}

  /**
   * What ran, and against which servers.
   *
   * @param lanes the number of lanes of the last attempt
   */
  public record Setup(
      String jdk,
      String sourceVersion,
      String destVersion,
      String loadMethod,
      String codec,
      int lanes) {}
}

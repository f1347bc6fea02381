package dev.weir.core.pipeline;

import java.util.Map;
import java.util.Optional;

/**
 * What one run did. Durations are in seconds; a side's parts add up to its duration.
 *
 * @param repeat the run's number in its process, from 1 (the cold one)
 * @param bytesRead Arrow bytes of the rows read
 * @param bytesWritten Arrow bytes of the rows written
 * @param sourceHash content digest of the rows at the source; with {@code --verify} only
 * @param destHash content digest of the same rows at the destination; with {@code --verify} only
 * @param destRows rows counted in the destination by verification; with {@code --verify} only
 * @param durationSecs from before the first connection to after the last commit
 * @param startupMs from the process's start to the first run's; 0 for later runs
 * @param timeToFirstRowMs from the run's start to the first row's arrival
 * @param sourceParts by {@link SourceStage}, lower-case names
 * @param destParts by {@link DestStage}, lower-case names
 * @param rssPeakBytes the process's peak resident memory in this run; empty where unknown
 */
public record PipelineResult(
    String pipeline,
    String runId,
    int repeat,
    long recordsRead,
    long recordsWritten,
    long bytesRead,
    long bytesWritten,
    Optional<String> sourceHash,
    Optional<String> destHash,
    Optional<Long> destRows,
    double durationSecs,
    double startupMs,
    double sourceConnectorLoadMs,
    double destConnectorLoadMs,
    double sourceDurationSecs,
    Map<String, Double> sourceParts,
    double timeToFirstRowMs,
    double destDurationSecs,
    Map<String, Double> destParts,
    int retryCount,
    double cpuSecs,
    long gcCount,
    double gcSecs,
    long allocatedBytes,
    long heapPeakBytes,
    Optional<Long> rssPeakBytes,
    String jdk,
    String sourceVersion,
    String destVersion,
    String loadMethod,
    String codec) {}

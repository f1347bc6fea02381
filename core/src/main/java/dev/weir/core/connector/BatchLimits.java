package dev.weir.core.connector;

/**
 * Where a reader cuts its batches.
 *
 * @param bytesMax a batch's encoded size; one row wider than this is a batch of its own
 * @param rowsMax a batch's rows
 * @param rowBytesMax the widest row; a wider one is a data error
 */
public record BatchLimits(long bytesMax, int rowsMax, long rowBytesMax) {}

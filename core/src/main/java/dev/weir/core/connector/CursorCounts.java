package dev.weir.core.connector;

/**
 * The rows of an incremental stream by their cursor, in the snapshot that is read.
 *
 * @param nullRows rows whose cursor is NULL, which no incremental read delivers
 * @param rows rows whose cursor is not NULL
 * @param rowsUpToCursor rows at or below the cursor after which the read resumes; 0 for a first
 *     read
 */
public record CursorCounts(long nullRows, long rows, long rowsUpToCursor) {}

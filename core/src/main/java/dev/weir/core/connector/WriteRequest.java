package dev.weir.core.connector;

import java.util.Optional;

/**
 * What a writer is asked for.
 *
 * @param pipeline the pipeline's name, part of the receipt's key
 * @param loadId the run's id
 * @param after the cursor that the reader started from; rows equal to it are read again, so the
 *     writer takes the old ones out in the same transaction
 */
public record WriteRequest(
    String pipeline,
    String loadId,
    StreamConfig stream,
    WriteMode writeMode,
    Optional<Cursor> after) {}

package dev.weir.core.connector;

import java.util.Optional;

/**
 * What a reader is asked for.
 *
 * @param after the last committed cursor of an incremental stream; rows equal to it are read again
 */
public record ReadRequest(StreamConfig stream, Optional<Cursor> after) {}

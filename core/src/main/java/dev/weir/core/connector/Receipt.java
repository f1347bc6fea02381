package dev.weir.core.connector;

import java.util.Optional;

/**
 * What a destination commits in the same transaction as the rows that it covers.
 *
 * @param sequence counts the receipts of one load and stream, from 1
 * @param cursor the position up to which the stream is delivered, for incremental streams
 * @param rows the rows that this transaction wrote
 * @param bytes their Arrow bytes
 */
public record Receipt(
    String pipeline,
    String loadId,
    String stream,
    long sequence,
    Optional<Cursor> cursor,
    long rows,
    long bytes) {}

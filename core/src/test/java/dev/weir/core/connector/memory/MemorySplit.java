package dev.weir.core.connector.memory;

import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Split;

/**
 * The rows of a range of ids.
 *
 * @param firstId the first one
 * @param endId the first one that is not read
 */
record MemorySplit(ReadPart part, long firstId, long endId) implements Split {}

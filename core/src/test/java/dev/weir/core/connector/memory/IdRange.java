package dev.weir.core.connector.memory;

import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Split;

/**
 * A range of ids, as a split's payload.
 *
 * @param endId the first id that is not read
 */
record IdRange(long firstId, long endId) {
  private static final int ROW_BYTES = 16;

  static IdRange of(Split split) {
    String[] ids = split.payload().split("-", 2);
    return new IdRange(Long.parseLong(ids[0]), Long.parseLong(ids[1]));
  }

  Split split(String id, ReadPart part) {
    return new Split(id, part, Math.max(0, endId - firstId) * ROW_BYTES, firstId + "-" + endId);
  }
}

package dev.weir.core.pipeline;

import dev.weir.core.config.Parallelism;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Distributes streams over lanes: streams side by side first, then parts of a stream that is larger
 * than a lane's share.
 *
 * @param lanes the maximum number of lanes
 * @param parts for each stream, the number of parts to divide it into; 1 for none
 */
record Distribution(int lanes, List<Integer> parts) {
  /** A smaller part does not pay for its statement and its transaction. */
  static final long PART_BYTES_MIN = 1 << 20;

  /**
   * With fewer processors, two lanes into one table are slower than one: docs/adr/0009-seams.md.
   */
  static final int AUTO_PARTS_PROCESSORS_MIN = 4;

  private static final int AUTO_LANES_MAX = 8;

  Distribution {
    parts = List.copyOf(parts);
  }

  /**
   * Distributes the streams.
   *
   * @param processors available to this process
   * @param reads the planned reads, before they are divided
   */
  static Distribution of(Parallelism parallelism, int processors, List<ReadPlan> reads) {
    int lanes = parallelism.isAuto() ? Math.min(processors, AUTO_LANES_MAX) : parallelism.lanes();
    boolean divides =
        lanes > 1
            && (!parallelism.isAuto()
                || (processors >= AUTO_PARTS_PROCESSORS_MIN && reads.size() < lanes));
    List<Long> sizes = reads.stream().map(read -> estimatedBytes(read.splits())).toList();
    long total = sizes.stream().mapToLong(size -> Math.max(0, size)).sum();
    long share = Math.max(PART_BYTES_MIN, total / lanes);
    List<Integer> parts = new ArrayList<>();
    for (long size : sizes) {
      parts.add(divides ? parts(size, share, lanes, parallelism.isAuto()) : 1);
    }
    return new Distribution(lanes, parts);
  }

  /** A stream of unknown size is divided only if the pipeline specifies the number of lanes. */
  private static int parts(long size, long share, int lanes, boolean isAuto) {
    if (size < 0) {
      return isAuto ? 1 : lanes;
    }
    return (int) Math.max(1, Math.min(lanes, Math.round((double) size / share)));
  }

  /** Returns the estimated size of all splits; -1 if one is unknown. */
  static long estimatedBytes(List<Split> splits) {
    return splits.stream().anyMatch(split -> split.estimatedBytes() < 0)
        ? -1
        : splits.stream().mapToLong(Split::estimatedBytes).sum();
  }
}

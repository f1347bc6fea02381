package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.hash.ArrowBufHasher;
import org.apache.arrow.memory.util.hash.MurmurHasher;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.TransferPair;

/**
 * The rows that an incremental read delivers again because they are at the last cursor or within
 * its lag: drops those that an earlier run has passed to the transforms, by a hash of their
 * content. Rows that are equal in all columns are counted.
 */
final class RepeatedRows {
  private static final ArrowBufHasher LOW = new MurmurHasher(0x3c6ef372);
  private static final ArrowBufHasher HIGH = new MurmurHasher(0x510e527f);

  /** The golden ratio times 2^64, an odd multiplier that spreads the bits of a hash. */
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private final BufferAllocator allocator;
  private final Map<Long, Integer> known = new HashMap<>();
  private final List<long[]> next = new ArrayList<>();

  /**
   * Creates a filter.
   *
   * @param hashes what the last run has returned from {@link #next}
   */
  RepeatedRows(long[] hashes, BufferAllocator allocator) {
    this.allocator = allocator;
    for (long hash : hashes) {
      known.merge(hash, 1, Integer::sum);
    }
  }

  /** Keeps the rows for the next run, which reads them again. */
  void keep(Batch batch) {
    next.add(hashes(batch.root()));
  }

  /** Returns the hashes of all rows that the next run reads again. */
  long[] next() {
    return next.stream().flatMapToLong(Arrays::stream).toArray();
  }

  /** Takes a batch, and returns the rows that no earlier run has delivered, if there are any. */
  Optional<Batch> takeNew(Batch batch) {
    long[] hashes = hashes(batch.root());
    int[] kept = new int[hashes.length];
    int count = 0;
    for (int row = 0; row < hashes.length; row++) {
      Integer copies = known.get(hashes[row]);
      if (copies == null) {
        kept[count++] = row;
      } else if (copies == 1) {
        known.remove(hashes[row]);
      } else {
        known.put(hashes[row], copies - 1);
      }
    }
    if (count == hashes.length) {
      return Optional.of(batch);
    }
    try (batch) {
      return count == 0 ? Optional.empty() : Optional.of(copy(batch, kept, count));
    }
  }

  private Batch copy(Batch batch, int[] rows, int count) {
    List<FieldVector> copies = new ArrayList<>();
    boolean complete = false;
    try {
      for (FieldVector vector : batch.root().getFieldVectors()) {
        TransferPair pair = vector.getTransferPair(allocator);
        FieldVector copy = (FieldVector) pair.getTo();
        copies.add(copy);
        copy.allocateNew();
        for (int i = 0; i < count; i++) {
          pair.copyValueSafe(rows[i], i);
        }
        copy.setValueCount(count);
      }
      complete = true;
    } finally {
      if (!complete) {
        copies.forEach(FieldVector::close);
      }
    }
    VectorSchemaRoot root = new VectorSchemaRoot(batch.root().getSchema(), copies, count);
    return new Batch(root, batch.bytes() * count / batch.rows());
  }

  private static long[] hashes(VectorSchemaRoot root) {
    long[] hashes = new long[root.getRowCount()];
    for (FieldVector vector : root.getFieldVectors()) {
      for (int row = 0; row < hashes.length; row++) {
        long value =
            (long) vector.hashCode(row, HIGH) << Integer.SIZE
                | Integer.toUnsignedLong(vector.hashCode(row, LOW));
        hashes[row] = Long.rotateLeft((hashes[row] ^ value) * MULTIPLIER, 29);
      }
    }
    return hashes;
  }
}

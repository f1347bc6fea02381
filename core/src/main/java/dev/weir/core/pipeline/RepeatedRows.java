package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.TransferPair;

/**
 * The rows that an incremental read delivers again because they are at the last cursor or within
 * its lag: drops those that an earlier run has passed to the transforms, by a hash of their
 * content. Rows that are equal in all columns are counted.
 */
final class RepeatedRows {
  private final BufferAllocator allocator;
  private final RowHasher hasher = new RowHasher();

  /** The distinct hashes, sorted; unused from {@link #knownCount}. */
  private final long[] known;

  /** How many rows of each known hash were not delivered again yet. */
  private final int[] copies;

  private final int knownCount;
  private final List<long[]> next = new ArrayList<>();

  /**
   * Creates a filter.
   *
   * @param hashes what the last run has returned from {@link #next}
   */
  RepeatedRows(long[] hashes, BufferAllocator allocator) {
    this.allocator = allocator;
    this.known = hashes.clone();
    this.copies = new int[hashes.length];
    Arrays.sort(known);
    int count = 0;
    for (long hash : known) {
      if (count == 0 || known[count - 1] != hash) {
        known[count++] = hash;
      }
      copies[count - 1]++;
    }
    this.knownCount = count;
  }

  /** Returns the hashes of all rows that the next run reads again. */
  long[] next() {
    return next.stream().flatMapToLong(Arrays::stream).toArray();
  }

  /**
   * Takes a batch, and returns the rows that no earlier run has delivered, if there are any.
   *
   * @param readAgain whether the next run reads the rows again
   * @param overlap whether an earlier run may have delivered some
   */
  Optional<Batch> take(Batch batch, boolean readAgain, boolean overlap) {
    boolean filter = overlap && knownCount > 0;
    if (!readAgain && !filter) {
      return Optional.of(batch);
    }
    long[] hashes = hasher.hash(batch.root());
    if (readAgain) {
      next.add(hashes);
    }
    return filter ? takeUnknown(batch, hashes) : Optional.of(batch);
  }

  private Optional<Batch> takeUnknown(Batch batch, long[] hashes) {
    int[] kept = new int[hashes.length];
    int count = 0;
    for (int row = 0; row < hashes.length; row++) {
      int index = Arrays.binarySearch(known, 0, knownCount, hashes[row]);
      if (index >= 0 && copies[index] > 0) {
        copies[index]--;
      } else {
        kept[count++] = row;
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
    List<FieldVector> columns = new ArrayList<>();
    boolean complete = false;
    try {
      for (FieldVector vector : batch.root().getFieldVectors()) {
        // A vector of some types forgets its metadata in a transfer to one of its own making.
        FieldVector copy = vector.getField().createVector(allocator);
        columns.add(copy);
        TransferPair pair = vector.makeTransferPair(copy);
        copy.allocateNew();
        for (int i = 0; i < count; i++) {
          pair.copyValueSafe(rows[i], i);
        }
        copy.setValueCount(count);
      }
      complete = true;
    } finally {
      if (!complete) {
        columns.forEach(FieldVector::close);
      }
    }
    VectorSchemaRoot root = new VectorSchemaRoot(batch.root().getSchema(), columns, count);
    return new Batch(root, batch.bytes() * count / batch.rows());
  }
}

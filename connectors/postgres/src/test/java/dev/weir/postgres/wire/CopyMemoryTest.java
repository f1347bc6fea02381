package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyStream.field;
import static dev.weir.postgres.wire.CopyStream.int4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.batch.Batch;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.postgresql.core.Oid;

/** A reader that failed releases all memory when it is closed. */
class CopyMemoryTest {
  private static final int ROWS = 5_000;
  private static final ArrowType INT4 = new ArrowType.Int(32, true);

  /** The second vector, which is loaded after the first one, does not match its decoder. */
  @Test
  void next_vectorCannotBeLoaded_releasesAllMemory() throws SQLException {
    Schema schema = new Schema(List.of(Field.nullable("c0", INT4), Field.nullable("c1", INT4)));
    try (BufferAllocator allocator = new RootAllocator()) {
      List<ColumnDecoder> decoders = List.of(Decoders.int32(allocator), Decoders.bytes(allocator));
      try (CopyBatchReader reader =
          new CopyBatchReader(
              stream().messages(), schema, decoders, WireColumns.WIDE_LIMITS, allocator)) {
        assertThatThrownBy(reader::next).isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(allocator.getAllocatedMemory()).isZero();
    }
  }

  @Test
  void next_anyAllocationFails_releasesAllMemory() throws SQLException {
    int successes = 0;
    while (!readsWith(successes)) {
      successes++;
    }
    assertThat(successes).isGreaterThan(10);
  }

  /** Returns whether the allocations were sufficient. */
  private static boolean readsWith(int allocations) throws SQLException {
    AllocationListener limit =
        new AllocationListener() {
          private int left = allocations;

          @Override
          public void onPreAllocation(long size) {
            if (left-- <= 0) {
              throw new OutOfMemoryException("No allocation is left");
            }
          }
        };
    try (BufferAllocator allocator = new RootAllocator(limit, Long.MAX_VALUE)) {
      boolean read = false;
      try (CopyBatchReader reader =
          WireColumns.of(Oid.INT4, Oid.TEXT)
              .reader(stream().messages(), WireColumns.WIDE_LIMITS, allocator)) {
        for (Optional<Batch> next = reader.next(); next.isPresent(); next = reader.next()) {
          next.get().close();
        }
        read = true;
      } catch (OutOfMemoryException e) {
        assertThat(e).hasMessage("No allocation is left");
      }
      assertThat(allocator.getAllocatedMemory()).isZero();
      return read;
    }
  }

  private static CopyStream stream() {
    CopyStream stream = new CopyStream();
    for (int row = 0; row < ROWS; row++) {
      stream.row(int4(row), field(new byte[row % 50]));
    }
    return stream.trailer();
  }
}

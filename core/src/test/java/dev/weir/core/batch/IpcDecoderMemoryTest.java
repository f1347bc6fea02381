package dev.weir.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** A decode that fails partway releases all memory: the message and each vector. */
class IpcDecoderMemoryTest {
  private static final int ROWS = 1_000;

  @Test
  void decode_allocatorLimitExceeded_releasesAllMemory() {
    assertReleasedAfterFailure(
        OutOfMemoryException.class,
        () -> {
          throw new OutOfMemoryException("Unable to allocate buffer due to memory limit");
        });
  }

  /** When direct memory is exhausted, the JVM throws an error, not an exception. */
  @Test
  void decode_directMemoryExhausted_releasesAllMemory() {
    assertReleasedAfterFailure(
        OutOfMemoryError.class,
        () -> {
          throw new OutOfMemoryError("Cannot reserve direct buffer memory");
        });
  }

  /** The bitmap of the struct would take 256 MiB; the count of its child does not match. */
  @Test
  void decode_invalidChildCount_allocatesNothing() {
    Field member = Field.nullable("m", ArrowType.Null.INSTANCE);
    Field struct =
        new Field("s", FieldType.notNullable(ArrowType.Struct.INSTANCE), List.of(member));
    Field list = new Field("c", FieldType.nullable(ArrowType.List.INSTANCE), List.of(struct));
    Schema schema = new Schema(List.of(list));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = RandomBatches.of(schema, ROWS, 1, allocator)) {
      MessageFields fields = MessageFields.of(Messages.encode(root, allocator));
      byte[] corrupted = fields.withValues(1, Integer.MAX_VALUE).toMessage();
      long peak = allocator.getPeakMemoryAllocation();

      assertThatThrownBy(() -> Messages.decode(corrupted, schema, allocator))
          .isInstanceOf(CorruptMessageException.class)
          .hasMessageStartingWith("Column c.s.m has");
      assertThat(allocator.getPeakMemoryAllocation()).isEqualTo(peak);
    }
  }

  /** Bitmaps for so many rows would take 256 MiB each; the buffers do not confirm them. */
  @Test
  void decode_invalidRowCount_allocatesNoBitmaps() {
    byte[] corrupted;
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = SampleBatches.of(ROWS, allocator)) {
      MessageFields fields = MessageFields.of(Messages.encode(root, allocator));
      corrupted = fields.withRows(Integer.MAX_VALUE).withValues(0, Integer.MAX_VALUE).toMessage();
    }
    try (BufferAllocator allocator = new RootAllocator()) {
      assertThatThrownBy(() -> Messages.decode(corrupted, SampleBatches.SCHEMA, allocator))
          .isInstanceOf(CorruptMessageException.class)
          .hasMessageStartingWith("Column id has");
      assertThat(allocator.getPeakMemoryAllocation()).isLessThan(1 << 20);
    }
  }

  /** Columns without nulls, and children without nulls, need bitmaps; a later allocation fails. */
  private static void assertReleasedAfterFailure(
      Class<? extends Throwable> type, Runnable failure) {
    AtomicInteger remaining = new AtomicInteger(Integer.MAX_VALUE);
    AllocationListener limit =
        new AllocationListener() {
          @Override
          public void onPreAllocation(long size) {
            if (remaining.getAndDecrement() <= 0) {
              failure.run();
            }
          }
        };
    try (BufferAllocator allocator = new RootAllocator(limit, Long.MAX_VALUE);
        VectorSchemaRoot root = SampleBatches.of(ROWS, allocator)) {
      long before = allocator.getAllocatedMemory();
      IpcDecoder decoder = new IpcDecoder(SampleBatches.SCHEMA, allocator);
      for (int allocations = 0; allocations < 2; allocations++) {
        remaining.set(Integer.MAX_VALUE);
        ArrowBuf message = Messages.buffer(Messages.encode(root, allocator), allocator);
        remaining.set(allocations);

        assertThatThrownBy(() -> decoder.takeAndDecode(message)).isInstanceOf(type);
        assertThat(allocator.getAllocatedMemory()).isEqualTo(before);
      }
    }
  }
}

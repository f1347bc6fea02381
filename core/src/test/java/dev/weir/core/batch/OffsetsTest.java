package dev.weir.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** Compares the loops over memory with a reference implementation. */
class OffsetsTest {

  @Property
  void last32_randomOffsets_matchesTheReference(
      @ForAll @Size(min = 1, max = 50) int[] steps, @ForAll @IntRange(max = 60) int invalidIndex) {
    int[] offsets = new int[steps.length];
    int offset = 0;
    for (int i = 0; i < steps.length; i++) {
      offset += steps[i] >>> 8;
      offsets[i] = i == invalidIndex ? -offset - 1 : offset;
    }
    assertThat(last32(offsets)).isEqualTo(reference(longs(offsets)));
  }

  @Property
  void last64_randomOffsets_matchesTheReference(
      @ForAll @Size(min = 1, max = 50) long[] steps, @ForAll @IntRange(max = 60) int invalidIndex) {
    long[] offsets = new long[steps.length];
    long offset = 0;
    for (int i = 0; i < steps.length; i++) {
      offset += steps[i] >>> 8;
      offsets[i] = i == invalidIndex ? offset - steps[i] : offset;
    }
    assertThat(last64(offsets)).isEqualTo(reference(offsets));
  }

  @Test
  void last_negativeOrDecreasingOffset_isInvalid() {
    assertThat(last32(-1, 0)).isEqualTo(Offsets.INVALID);
    assertThat(last32(0, 5, 4, 9)).isEqualTo(Offsets.INVALID);
    assertThat(last32(0, 5, Integer.MIN_VALUE)).isEqualTo(Offsets.INVALID);
    assertThat(last32(3, 3, 7)).isEqualTo(7);
    assertThat(last64(-1L, 0L)).isEqualTo(Offsets.INVALID);
    assertThat(last64(0L, 1L << 40, 5L)).isEqualTo(Offsets.INVALID);
    assertThat(last64(3L, 3L, 1L << 40)).isEqualTo(1L << 40);
  }

  @Test
  void last_countLargerThanTheBuffer_isRejected() {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf buffer = allocator.buffer(64)) {
      assertThatThrownBy(() -> Offsets.last32(buffer, 17))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> Offsets.last64(buffer, 9))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static long reference(long[] offsets) {
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] < 0 || (i > 0 && offsets[i] < offsets[i - 1])) {
        return Offsets.INVALID;
      }
    }
    return offsets[offsets.length - 1];
  }

  private static long[] longs(int[] offsets) {
    return java.util.Arrays.stream(offsets).asLongStream().toArray();
  }

  private static long last32(int... offsets) {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf buffer = allocator.buffer((long) offsets.length * Integer.BYTES)) {
      for (int i = 0; i < offsets.length; i++) {
        buffer.setInt((long) i * Integer.BYTES, offsets[i]);
      }
      return Offsets.last32(buffer, offsets.length);
    }
  }

  private static long last64(long... offsets) {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf buffer = allocator.buffer((long) offsets.length * Long.BYTES)) {
      for (int i = 0; i < offsets.length; i++) {
        buffer.setLong((long) i * Long.BYTES, offsets[i]);
      }
      return Offsets.last64(buffer, offsets.length);
    }
  }
}

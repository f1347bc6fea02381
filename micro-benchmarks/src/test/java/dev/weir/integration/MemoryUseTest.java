package dev.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

class MemoryUseTest {
  private static final int BYTES = 160 << 20;
  private static final int PAGE_BYTES = 4096;

  @Test
  void peaks_arrowBuffer_isDirectAndResident() {
    MemoryUse memory = new MemoryUse();
    long directBefore = MemoryUse.directBytes();
    long residentBefore = MemoryUse.residentBytes();
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf buffer = allocator.buffer(BYTES)) {
      for (long page = 0; page < BYTES; page += PAGE_BYTES) {
        buffer.setByte(page, 1);
      }
      memory.sample();
      assertThat(MemoryUse.residentBytes()).isGreaterThan(residentBefore + BYTES / 2);
    }

    MemoryUse.Peaks peaks = memory.peaks();

    assertThat(peaks.directPeak()).isGreaterThanOrEqualTo(directBefore + BYTES);
    assertThat(peaks.residentPeak()).isGreaterThanOrEqualTo(residentBefore + BYTES / 2);
    assertThat(peaks.residentGrowth()).isGreaterThanOrEqualTo(BYTES / 2);
    assertThat(peaks.heapPeak()).isPositive();
  }

  @Test
  void directBytes_bufferOfTheJdk_isCounted() {
    long before = MemoryUse.directBytes();

    ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);

    assertThat(MemoryUse.directBytes()).isGreaterThanOrEqualTo(before + buffer.capacity());
  }
}

package dev.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

class MemoryUseTest {
  private static final int BYTES = 64 << 20;
  private static final int PAGE_BYTES = 4096;

  /** In a process of its own: in this one the memory of earlier tests can be freed meanwhile. */
  @Test
  void buffers_ofArrowAndTheJdk_areCounted() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-Xmx"))
        .forEach(command::add);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), FillsBuffer.class.getName()));

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(process.waitFor()).as(output).isZero();
  }

  static final class FillsBuffer {
    private FillsBuffer() {}

    public static void main(String[] args) {
      fillBufferOfArrow();
      allocateBufferOfTheJdk();
    }

    private static void fillBufferOfArrow() {
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

    private static void allocateBufferOfTheJdk() {
      long before = MemoryUse.directBytes();

      ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);

      assertThat(MemoryUse.directBytes()).isGreaterThanOrEqualTo(before + buffer.capacity());
    }
  }
}

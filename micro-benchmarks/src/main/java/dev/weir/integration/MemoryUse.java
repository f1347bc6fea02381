package dev.weir.integration;

import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.ProcessUsage;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory that this process uses from the creation of an instance on. The peaks of resident
 * memory and of the heap are those of the kernel and the JVM; direct memory is sampled.
 */
final class MemoryUse {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final long BYTES_PER_KB = 1024;

  private final ProcessUsage usage = new ProcessUsage();
  private final long residentAtStart = residentBytes();
  private long directPeak;

  /**
   * What was used.
   *
   * @param residentPeak bytes, the kernel's VmHWM
   * @param residentGrowth by which the peak exceeds the bytes at the start
   * @param directPeak bytes of direct buffers and of Arrow's allocator, at the largest sample
   * @param heapPeak bytes, the peaks of the heap's pools added up, garbage included
   */
  record Peaks(long residentPeak, long residentGrowth, long directPeak, long heapPeak) {}

  /** Takes a sample of direct memory. */
  void sample() {
    directPeak = Math.max(directPeak, directBytes());
  }

  Peaks peaks() {
    PipelineResult.Usage used = usage.since(0);
    long residentPeak = used.residentPeakBytes().orElseGet(MemoryUse::residentBytes);
    return new Peaks(
        residentPeak,
        Math.max(0, residentPeak - residentAtStart),
        directPeak,
        used.heapPeakBytes());
  }

  /** Returns the bytes of this process that are in memory: VmRSS of proc(5), on Linux only. */
  static long residentBytes() {
    try {
      return Files.readAllLines(STATUS, StandardCharsets.US_ASCII).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
          .mapToLong(kilobytes -> Long.parseLong(kilobytes) * BYTES_PER_KB)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(STATUS + " has no " + RESIDENT));
    } catch (IOException e) {
      throw new UncheckedIOException("Resident memory is read from " + STATUS + " of Linux", e);
    }
  }

  /** Returns the bytes of direct memory that Netty, whose pool Arrow uses, and the JDK hold. */
  static long directBytes() {
    long ofJdk =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return ofJdk + Math.max(0, PlatformDependent.usedDirectMemory());
  }
}

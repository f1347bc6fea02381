package dev.weir.core.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What this process has used since an instance was made. Making one resets the JVM's and, on Linux,
 * the kernel's peak marks, so one run is measured at a time.
 */
public final class ProcessUsage {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  /** Writing 5 here resets VmHWM. Source: proc(5), /proc/pid/clear_refs. */
  private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK_RESIDENT = "VmHWM:";
  private static final long BYTES_PER_KB = 1024;

  private final long cpuNanos = cpuNanos();
  private final long collections = collections();
  private final long collectionMillis = collectionMillis();

  /** Begins to measure. */
  public ProcessUsage() {
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    resetPeakResident();
  }

  /** All figures at this moment. */
  public PipelineResult.Usage since(long threadsAllocatedBytes) {
    return new PipelineResult.Usage(
        cpuSecs(),
        gcCount(),
        gcSecs(),
        threadsAllocatedBytes,
        heapPeakBytes(),
        residentPeakBytes());
  }

  private double cpuSecs() {
    return (cpuNanos() - cpuNanos) / NANOS_PER_SECOND;
  }

  private long gcCount() {
    return collections() - collections;
  }

  private double gcSecs() {
    return (collectionMillis() - collectionMillis) / MILLIS_PER_SECOND;
  }

  /** The heap pools' peaks, added up: an upper bound of the heap's peak. */
  private long heapPeakBytes() {
    return heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }

  private Optional<Long> residentPeakBytes() {
    try {
      for (String line : Files.readAllLines(STATUS, StandardCharsets.UTF_8)) {
        if (line.startsWith(PEAK_RESIDENT)) {
          String kilobytes = line.substring(PEAK_RESIDENT.length()).replace("kB", "").strip();
          return Optional.of(Long.parseLong(kilobytes) * BYTES_PER_KB);
        }
      }
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** What the calling thread has allocated on the heap so far, in bytes. */
  static long threadAllocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .filter(count -> count > 0)
        .sum();
  }

  private static long collectionMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .filter(millis -> millis > 0)
        .sum();
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static void resetPeakResident() {
    if (!Files.isWritable(CLEAR_REFS)) {
      return;
    }
    try {
      Files.writeString(CLEAR_REFS, "5", StandardCharsets.US_ASCII);
    } catch (IOException e) {
      // Some containers forbid it; the peak is then that of the process so far, which is no less.
      return;
    }
  }
}

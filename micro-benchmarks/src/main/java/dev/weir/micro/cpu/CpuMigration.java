package dev.weir.micro.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Moves the calling thread to another CPU with {@code taskset}, and allows it all of its CPUs again
 * at once: it stays where it runs until it blocks, and threads that it starts are not bound. Where
 * there is no {@code taskset} or no {@code /proc}, nothing moves.
 */
final class CpuMigration {
  private static final String ALLOWED = "Cpus_allowed_list:";

  private final List<Integer> cpus;
  private int next;

  private CpuMigration(List<Integer> cpus) {
    this.cpus = List.copyOf(cpus);
  }

  /** Between the CPUs that this process may use. */
  static CpuMigration ofThisProcess() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return new CpuMigration(
          lines
              .filter(line -> line.startsWith(ALLOWED))
              .findFirst()
              .map(line -> cpus(line.substring(ALLOWED.length()).strip()))
              .orElse(List.of()));
    } catch (IOException e) {
      return new CpuMigration(List.of());
    }
  }

  /** Those of a list as in cpuset(7), such as {@code 0-3,8}. */
  static List<Integer> cpus(String list) {
    List<Integer> cpus = new ArrayList<>();
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", 2);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int cpu = Integer.parseInt(ends[0]); cpu <= last; cpu++) {
        cpus.add(cpu);
      }
    }
    return cpus;
  }

  /** Moves the calling thread to the next CPU. */
  synchronized void toNextCpu() {
    if (cpus.size() < 2) {
      return;
    }
    next = (next + 1) % cpus.size();
    try {
      String thread =
          String.valueOf(Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName());
      allow(String.valueOf(cpus.get(next)), thread);
      allow(all(), thread);
    } catch (IOException e) {
      // The thread stays where it is.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String all() {
    return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static void allow(String cpus, String thread) throws IOException, InterruptedException {
    new ProcessBuilder("taskset", "-cp", cpus, thread)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}

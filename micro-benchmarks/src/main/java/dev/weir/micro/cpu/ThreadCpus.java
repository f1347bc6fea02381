package dev.weir.micro.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The CPUs that the calling thread may use, which {@code taskset} changes. Where there is no {@code
 * taskset} or no {@code /proc}, they stay as they are.
 */
public final class ThreadCpus {
  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private ThreadCpus() {}

  /**
   * Binds the calling thread, and threads that it starts from now on, to one of its CPUs.
   *
   * @param number counts from 0; where there are fewer CPUs, from the first one again
   */
  public static void bindTo(int number) {
    List<Integer> cpus = allowed();
    if (!cpus.isEmpty()) {
      allow(List.of(cpus.get(number % cpus.size())));
    }
  }

  /**
   * Moves the calling thread to one of its CPUs and allows it all of them again at once: it stays
   * where it runs until it blocks, and threads that it starts are not bound.
   */
  static void moveTo(int number) {
    List<Integer> cpus = allowed();
    if (cpus.size() > 1) {
      allow(List.of(cpus.get(number % cpus.size())));
      allow(cpus);
    }
  }

  private static List<Integer> allowed() {
    try (var lines = Files.lines(THREAD.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(ALLOWED))
          .findFirst()
          .map(line -> parse(line.substring(ALLOWED.length()).strip()))
          .orElse(List.of());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The CPUs of a list as in cpuset(7), such as {@code 0-3,8}. */
  static List<Integer> parse(String list) {
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

  private static void allow(List<Integer> cpus) {
    String list = cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
    try {
      String thread = String.valueOf(Files.readSymbolicLink(THREAD).getFileName());
      new ProcessBuilder("taskset", "-cp", list, thread)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      // There is no taskset.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

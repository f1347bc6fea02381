package dev.weir.micro.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ThreadCpusTest {
  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final int MOVES = 20;

  /** Place of the CPU in stat of proc(5), counted after the name of the command. */
  private static final int PROCESSOR = 36;

  @Test
  void parse_listOfTheKernel_areThoseOfItsRanges() {
    assertThat(ThreadCpus.parse("0-3,8")).containsExactly(0, 1, 2, 3, 8);
    assertThat(ThreadCpus.parse("5")).containsExactly(5);
  }

  @Test
  void moveTo_severalCpus_usesAllAndLeavesTheThreadFree() throws IOException {
    List<String> allowed = allowed();
    Set<String> seen = new HashSet<>();

    for (int i = 0; i < MOVES; i++) {
      ThreadCpus.moveTo(i);
      seen.add(processor());
      assertThat(allowed()).isEqualTo(allowed);
    }

    assertThat(seen)
        .hasSizeGreaterThanOrEqualTo(Math.min(2, Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void bindTo_moreCpusThanThereAre_bindsTheThreadToOneFromTheStart() throws Exception {
    Set<List<String>> seen = new HashSet<>();
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      int number = i;
      seen.add(
          inNewThread(
              () -> {
                ThreadCpus.bindTo(number);
                return allowed();
              }));
    }

    assertThat(seen).hasSize(Runtime.getRuntime().availableProcessors());
  }

  private static <T> T inNewThread(Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future);
    thread.start();
    thread.join();
    return future.get();
  }

  private static List<String> allowed() throws IOException {
    return Files.readAllLines(THREAD.resolve("status")).stream()
        .filter(line -> line.startsWith("Cpus_allowed"))
        .toList();
  }

  private static String processor() throws IOException {
    String stat = Files.readString(THREAD.resolve("stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[PROCESSOR];
  }
}

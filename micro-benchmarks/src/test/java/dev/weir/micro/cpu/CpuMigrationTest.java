package dev.weir.micro.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CpuMigrationTest {
  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final int MOVES = 20;

  /** Place of the CPU in stat of proc(5), counted after the name of the command. */
  private static final int PROCESSOR = 36;

  @Test
  void cpus_listOfTheKernel_areThoseOfItsRanges() {
    assertThat(CpuMigration.cpus("0-3,8")).containsExactly(0, 1, 2, 3, 8);
    assertThat(CpuMigration.cpus("5")).containsExactly(5);
  }

  @Test
  void toNextCpu_severalMoves_useAllCpusAndLeaveTheThreadFree() throws IOException {
    List<String> allowed = allowed();
    CpuMigration migration = CpuMigration.ofThisProcess();
    Set<String> seen = new HashSet<>();

    for (int i = 0; i < MOVES; i++) {
      migration.toNextCpu();
      seen.add(processor());
      assertThat(allowed()).isEqualTo(allowed);
    }

    assertThat(seen)
        .hasSizeGreaterThanOrEqualTo(Math.min(2, Runtime.getRuntime().availableProcessors()));
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

package dev.weir.micro.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CompilerThreadsTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  /** The JVM and the kernel count the time of the compilers in different ways. */
  private static final double MIN_SHARE = 0.1;

  @Test
  void runNanos_afterStart_isMuchOfTheTimeThatTheJvmCounts() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();

    long counted = TimeUnit.MILLISECONDS.toNanos(compiler.getTotalCompilationTime());

    assertThat(CompilerThreads.runNanos()).isPositive().isGreaterThan((long) (counted * MIN_SHARE));
  }

  @Test
  void awaitIdle_compilersRun_waitsUntilTheyDoNot() throws Exception {
    Iterator<Long> millis = List.of(0L, 10L, 10L, 20L, 30L, 30L, 30L, 40L).iterator();

    CompilerThreads.awaitIdle(() -> TimeUnit.MILLISECONDS.toNanos(millis.next()), MINUTE);

    assertThat(millis.next()).isEqualTo(40);
  }

  @Test
  void awaitIdle_limitReached_ends() throws Exception {
    assertThat(CompilerThreads.awaitIdle(0)).isZero();
  }
}

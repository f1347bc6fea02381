package dev.weir.micro.cpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How much slower a fork's threads ran than they would on a core of their own, in each iteration.
 *
 * <p>Each thread that measures runs a probe right before an iteration and right after it. Before a
 * measured iteration it repeats the probe until it is fast, on one CPU after the other, for at most
 * 0.3 s of a fork. After each iteration of the warm-up the fork waits for the compilers.
 */
public final class CpuContention {
  /** The secondary result: the slower one of both probes of an iteration, over the reference. */
  public static final String SLOWDOWN = "cpu.slowdown";

  /** Changes of the clock rate stay below. */
  private static final double MAX_QUIET = 1.15;

  private static final String REFERENCE = "weir.cpu.reference";
  private static final List<String> EXECUTOR =
      List.of("-Djmh.executor=CUSTOM", "-Djmh.executor.class=" + ProbingExecutor.class.getName());
  private static final String REFERENCE_FLAG = "-D" + REFERENCE + "=";

  private static final long MAX_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long MAX_COMPILATION_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long RESULT_TIMEOUT_SECONDS = 1;

  /** So the thread stays for 2 to 4 ms. */
  private static final int PROBES_ON_ONE_CPU = 10;

  private final long referenceNanos;
  private long remainingCompilationNanos = MAX_COMPILATION_NANOS;
  private final AtomicLong remainingWaitNanos = new AtomicLong(MAX_WAIT_NANOS);
  private final BlockingQueue<Double> slowdowns = new LinkedBlockingQueue<>();
  private final AtomicInteger cpu = new AtomicInteger();
  private boolean warmsUp;
  private volatile boolean waits;

  private CpuContention(long referenceNanos) {
    this.referenceNanos = referenceNanos;
  }

  /** The options of forks that watch their core; the first call takes a second. */
  public static Options watched(Options options) {
    List<String> flags = new ArrayList<>(EXECUTOR);
    flags.add(REFERENCE_FLAG + Reference.NANOS);
    flags.addAll(options.getJvmArgsPrepend().orElse(List.of()));
    ChainedOptionsBuilder builder =
        new OptionsBuilder().parent(options).jvmArgsPrepend(flags.toArray(String[]::new));
    return builder.addProfiler(CpuProfiler.class).build();
  }

  /** The flags of a fork without those that come from here, which differ from run to run. */
  public static List<String> withoutOwn(Collection<String> flags) {
    return flags.stream()
        .filter(flag -> !flag.startsWith(REFERENCE_FLAG) && !EXECUTOR.contains(flag))
        .toList();
  }

  /** Whether the core counts as the fork's own at this slowdown. */
  public static boolean isQuiet(double slowdown) {
    return slowdown <= MAX_QUIET;
  }

  /** That of this fork; empty where it is not watched. */
  static Optional<CpuContention> here() {
    return Here.CONTENTION;
  }

  /**
   * Prepares an iteration. After one of the warm-up, it waits for the compilers: what is hot by
   * then is compiled, and nothing compiles beside this one.
   */
  void begin(boolean measured) throws InterruptedException {
    slowdowns.clear();
    if (warmsUp && remainingCompilationNanos > 0) {
      remainingCompilationNanos -= CompilerThreads.awaitIdle(remainingCompilationNanos);
    }
    warmsUp = !measured;
    waits = measured;
  }

  /** Waits until a CPU is quiet; returns the slowdown of the last probe. */
  double awaitQuiet() {
    double slowdown = slowdown();
    long start = System.nanoTime();
    for (int probes = 1; waits && !isQuiet(slowdown) && remainingWaitNanos.get() > 0; probes++) {
      if (probes % PROBES_ON_ONE_CPU == 0) {
        ThreadCpus.moveTo(cpu.incrementAndGet());
      }
      slowdown = slowdown();
      long now = System.nanoTime();
      remainingWaitNanos.addAndGet(start - now);
      start = now;
    }
    return slowdown;
  }

  /** The better one of two probes, as an interrupt disturbs one. */
  double slowdown() {
    return (double) Math.min(CpuProbe.nanos(), CpuProbe.nanos()) / referenceNanos;
  }

  void add(double slowdown) {
    slowdowns.add(slowdown);
  }

  /** The largest slowdown of the threads; empty where not all have told theirs. */
  OptionalDouble largest(int threads) throws InterruptedException {
    double largest = 0;
    for (int i = 0; i < threads; i++) {
      Optional<Double> slowdown =
          Optional.ofNullable(slowdowns.poll(RESULT_TIMEOUT_SECONDS, TimeUnit.SECONDS));
      if (slowdown.isEmpty()) {
        return OptionalDouble.empty();
      }
      largest = Math.max(largest, slowdown.get());
    }
    return OptionalDouble.of(largest);
  }

  /** Measured when it is first asked for, in the JVM that starts forks. */
  private static final class Reference {
    static final long NANOS = CpuProbe.referenceNanos();
  }

  private static final class Here {
    static final Optional<CpuContention> CONTENTION =
        Optional.ofNullable(Long.getLong(REFERENCE)).map(CpuContention::new);
  }
}

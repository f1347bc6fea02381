package dev.weir.micro.cpu;

import java.util.Arrays;

/**
 * A loop of integer operations in four independent chains and without memory, so that it uses as
 * many units of its core as it can. Where it takes longer than elsewhere, something else uses them:
 * in a guest most likely another guest on the other hardware thread of the core.
 */
final class CpuProbe {
  /** About 0.1 ms. */
  private static final int STEPS = 100_000;

  private static final int WARM_UP_LOOPS = 200;
  private static final int REFERENCE_WARM_UP_LOOPS = 2_000;
  private static final int REFERENCE_LOOPS = 8_000;

  /** Above the shortest times, which are those of a clock rate that does not last. */
  private static final double REFERENCE_RANK = 0.05;

  /** From one loop to the next, so that the compiler keeps the loop. */
  private static volatile long carry = 1;

  private CpuProbe() {}

  /** The time of one loop. */
  static long nanos() {
    long start = System.nanoTime();
    carry = loop(carry);
    return System.nanoTime() - start;
  }

  /** Has the loop compiled. */
  static void warmUp() {
    warmUp(WARM_UP_LOOPS);
  }

  private static void warmUp(int loops) {
    for (int i = 0; i < loops; i++) {
      nanos();
    }
  }

  /** The time of a loop that shares its core with nothing, seen within a second. */
  static long referenceNanos() {
    warmUp(REFERENCE_WARM_UP_LOOPS);
    long[] times = new long[REFERENCE_LOOPS];
    for (int i = 0; i < REFERENCE_LOOPS; i++) {
      times[i] = nanos();
    }
    Arrays.sort(times);
    return times[(int) (REFERENCE_LOOPS * REFERENCE_RANK)];
  }

  private static long loop(long start) {
    long a = start;
    long b = 2;
    long c = 3;
    long d = 4;
    for (int i = 0; i < STEPS; i++) {
      a = (a ^ i) + (a >>> 7);
      b = (b ^ i) + (b >>> 9);
      c = (c + i) ^ (c >>> 11);
      d = (d ^ i) + (d >>> 5);
    }
    return a + b + c + d;
  }
}

package dev.weir.core.pipeline;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits between tries: exponential from 200 ms to 10 s, each cut at random between half and the
 * whole, so that runners that failed together do not come back together.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Backoff() {}

  /**
   * How long to wait before a retry.
   *
   * @param retry from 1
   */
  static Duration before(int retry) {
    int doublings = Math.min(retry - 1, 16);
    long full = Math.min(FIRST.toMillis() << doublings, LONGEST.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
  }
}

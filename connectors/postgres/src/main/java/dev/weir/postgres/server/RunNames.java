package dev.weir.postgres.server;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The names of what one run creates on a server that it did not start: databases, or schemas of one
 * database. They need no quotes in SQL.
 *
 * @param run lower-case letters, digits and underscores; at most 40, so that a name has at most 63
 *     bytes
 */
record RunNames(String run) {
  private static final String PREFIX = "weir_bench_";
  private static final String RUN_FORM = "[a-z0-9_]{1,40}";
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuuMMdd't'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  RunNames {
    if (!run.matches(RUN_FORM)) {
      throw new IllegalArgumentException("A run's name matches " + RUN_FORM + ", not " + run + ".");
    }
  }

  /**
   * Names such as {@code weir_bench_20261120t112137_0a1b2c3d_source}.
   *
   * @param start when the run started; identifies the run to which an object belongs
   * @param random distinguishes runs that start in the same second
   */
  static RunNames of(Instant start, int random) {
    return new RunNames("%s_%08x".formatted(START.format(start), random));
  }

  String source() {
    return PREFIX + run + "_source";
  }

  String destination() {
    return PREFIX + run + "_destination";
  }
}

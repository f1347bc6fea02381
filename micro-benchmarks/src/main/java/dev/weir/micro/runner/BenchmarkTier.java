package dev.weir.micro.runner;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A tier of benchmarks: all classes below one package. */
enum BenchmarkTier {
  /** In memory or on a local file, without a database. */
  MICRO("dev.weir.micro."),

  /** With a Postgres server. */
  INTEGRATION("dev.weir.integration."),

  /** Beside other libraries, with a Postgres server. */
  COMPARISON("dev.weir.comparison.");

  private final String prefix;

  BenchmarkTier(String prefix) {
    this.prefix = prefix;
  }

  /** The tier of a benchmark; empty where it is below none of the packages. */
  static Optional<BenchmarkTier> of(String benchmark) {
    return Stream.of(values()).filter(tier -> benchmark.startsWith(tier.prefix)).findFirst();
  }

  /** A regular expression that is found in the benchmarks of all other tiers. */
  String exclusion() {
    return "^(?!" + prefix.replace(".", "\\.") + ")";
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

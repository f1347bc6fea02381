package dev.weir.micro.runner;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tier of benchmarks: all classes below one package, in the order in which packages nest. */
enum BenchmarkTier {
  /** Event rules, in memory. */
  RULES("dev.weir.micro.rules."),

  /** What moves rows, in memory or on a local file, without a database. */
  MICRO("dev.weir.micro."),

  /** With a Postgres server. */
  INTEGRATION("dev.weir.integration."),

  /** Beside other libraries, with a Postgres server. */
  COMPARISON("dev.weir.comparison.");

  private final String prefix;

  BenchmarkTier(String prefix) {
    this.prefix = prefix;
  }

  /** The tier of a benchmark, the first whose package has it; empty where none has. */
  static Optional<BenchmarkTier> of(String benchmark) {
    return Stream.of(values()).filter(tier -> benchmark.startsWith(tier.prefix)).findFirst();
  }

  /** Whether a benchmark needs no server. */
  static boolean isInMemory(String benchmark) {
    return of(benchmark).filter(tier -> tier == RULES || tier == MICRO).isPresent();
  }

  /** A regular expression that is found in the benchmarks of all other tiers. */
  String exclusion() {
    String others =
        Stream.of(values())
            .filter(other -> other != this && other.prefix.startsWith(prefix))
            .map(other -> "|^" + other.escaped())
            .collect(Collectors.joining());
    return "^(?!" + escaped() + ")" + others;
  }

  private String escaped() {
    return prefix.replace(".", "\\.");
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.weir.micro.runner;

import dev.weir.bench.report.Block;
import dev.weir.bench.report.Block.Fact;
import dev.weir.bench.report.Figures;
import dev.weir.bench.result.Arm;
import dev.weir.bench.result.Environment;
import dev.weir.bench.stats.Medians;
import dev.weir.micro.cpu.CpuContention;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What forks were measured of, with and on. */
final class MicroCircumstances {
  private static final double MIB_PER_GIB = 1024;
  private static final double PERCENT = 100;

  private final MicroRecords records;
  private final List<ForkRecord> forks;

  MicroCircumstances(MicroRecords records) {
    this.records = records;
    this.forks = records.forks();
  }

  /** Such as {@code median CoV of a row 1.2 %, load 0.5 to 0.9 before each fork}. */
  String noise() {
    double[] variations =
        records.byRow().entrySet().stream()
            .flatMap(row -> new RowSummary(row.getKey(), row.getValue()).variation().stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    String variation =
        variations.length == 0
            ? "CoV unknown"
            : "median CoV of a row " + Figures.percent(Medians.median(variations) * PERCENT);
    return variation + load().map(it -> ", load " + it).orElse("");
  }

  Block.Facts facts() {
    List<Fact> facts = new ArrayList<>();
    add(
        facts,
        "build",
        fork -> fork.slot().isOwn() ? Optional.of(fork.build().label()) : Optional.empty());
    add(
        facts,
        "build A",
        fork ->
            fork.slot().arm().equals(Optional.of(Arm.A))
                ? Optional.of(fork.build().label())
                : Optional.empty());
    add(facts, "JDK", fork -> Optional.of(fork.environment().jdk()));
    add(facts, "machine", fork -> Optional.of(machine(fork.environment())));
    add(facts, "sample", fork -> Optional.of("one fork: " + fork.settings().text()));
    add(facts, "JVM flags", fork -> Optional.of(String.join(" ", fork.settings().jvmArgs())));
    facts.add(new Fact("time", "of the fastest iteration of a fork"));
    load().ifPresent(it -> facts.add(new Fact("load", it)));
    disturbed().ifPresent(it -> facts.add(new Fact("shared", it)));
    add(facts, "run", fork -> Optional.of(fork.slot().runId()));
    return new Block.Facts(facts);
  }

  /** The distinct values, in the order of forks. */
  private void add(List<Fact> facts, String name, Function<ForkRecord, Optional<String>> value) {
    String values =
        forks.stream()
            .flatMap(fork -> value.apply(fork).stream())
            .distinct()
            .collect(Collectors.joining("; "));
    if (!values.isEmpty()) {
      facts.add(new Fact(name, values));
    }
  }

  static String machine(Environment environment) {
    return "%s, %s, %s GiB, %s"
        .formatted(
            environment.cpuModel(),
            Figures.counted(environment.cores(), "core"),
            Figures.value(environment.memoryMib() / MIB_PER_GIB),
            environment.kernel());
  }

  private Optional<String> disturbed() {
    List<Double> slowdowns = forks.stream().flatMap(fork -> fork.slowdowns().stream()).toList();
    long disturbed = slowdowns.stream().filter(it -> !CpuContention.isQuiet(it)).count();
    return slowdowns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s of iterations, on a core that other programs used as well"
                .formatted(Figures.percent(PERCENT * disturbed / slowdowns.size())));
  }

  private Optional<String> load() {
    DoubleSummaryStatistics loads =
        forks.stream()
            .flatMap(fork -> fork.noise().loadAverage().stream())
            .collect(Collectors.summarizingDouble(load -> load));
    DoubleSummaryStatistics steals =
        forks.stream()
            .flatMap(fork -> fork.noise().stealShare().stream())
            .collect(Collectors.summarizingDouble(share -> share));
    if (loads.getCount() == 0) {
      return Optional.empty();
    }
    String steal =
        steals.getCount() == 0
            ? ""
            : "; CPU steal up to " + Figures.percent(steals.getMax() * PERCENT);
    return Optional.of(
        "%s to %s before each fork%s"
            .formatted(Figures.value(loads.getMin()), Figures.value(loads.getMax()), steal));
  }
}

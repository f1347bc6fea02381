package dev.weir.micro.runner;

import dev.weir.bench.result.Arm;
import dev.weir.bench.result.Build;
import dev.weir.bench.result.Environment;
import dev.weir.bench.result.Noise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forks with given times, all else equal. */
final class ForkFixture {
  static final Environment ENVIRONMENT =
      new Environment("Test CPU", 2, 16_384, "Linux 6", "Vendor 17.0.1+2", Map.of());
  static final ForkSettings SETTINGS = new ForkSettings(1, 3, 200, 5, 100, List.of("-Xmx1g"));
  static final Build BUILD =
      new Build(
          Optional.empty(),
          Optional.empty(),
          Optional.of("0123456789abcdef0123456789abcdef01234567"),
          Optional.empty(),
          false,
          Optional.of("ab".repeat(32)));

  private ForkFixture() {}

  static RowKey row(String method, String rows) {
    return new RowKey("dev.weir.micro.ipc.CodecBenchmark." + method, Map.of("rows", rows), "avgt");
  }

  /** A fork of 1 iteration with this time of an operation. */
  static ForkRecord fork(RowKey row, ForkSlot slot, double nanos) {
    return fork(row, slot, nanos, Map.of());
  }

  static ForkRecord fork(
      RowKey row, ForkSlot slot, double nanos, Map<String, SecondaryScores> secondary) {
    return new ForkRecord(
        Instant.parse("2026-11-22T03:00:00Z"),
        row,
        slot,
        SETTINGS,
        "ns/op",
        List.of(nanos),
        secondary,
        BUILD,
        ENVIRONMENT,
        new Noise(Optional.of(0.5), Optional.empty(), Optional.of(0.01)));
  }

  /** One fork for each time. */
  static List<ForkRecord> forks(RowKey row, String run, double... nanos) {
    List<ForkRecord> forks = new ArrayList<>();
    for (int i = 0; i < nanos.length; i++) {
      forks.add(fork(row, ForkSlot.of(run, i + 1), nanos[i]));
    }
    return forks;
  }

  /** The slot of a pair. */
  static ForkSlot pair(int pair, int position, Arm arm) {
    return new ForkSlot("run", pair, position, Optional.of(arm), Optional.of(7L));
  }

  /** The same fork on another machine. */
  static ForkRecord elsewhere(ForkRecord fork) {
    return new ForkRecord(
        fork.timestamp(),
        fork.row(),
        fork.slot(),
        fork.settings(),
        fork.unit(),
        fork.scores(),
        fork.secondary(),
        fork.build(),
        new Environment("Other CPU", 2, 16_384, "Linux 6", "Vendor 17.0.1+2", Map.of()),
        fork.noise());
  }

  /** The same fork with these scores and secondary results. */
  static ForkRecord with(
      ForkRecord fork, String unit, List<Double> scores, Map<String, SecondaryScores> secondary) {
    return new ForkRecord(
        fork.timestamp(),
        fork.row(),
        fork.slot(),
        fork.settings(),
        unit,
        scores,
        secondary,
        fork.build(),
        fork.environment(),
        fork.noise());
  }

  /** The same fork with other iterations. */
  static ForkRecord with(ForkRecord fork, ForkSettings settings) {
    return new ForkRecord(
        fork.timestamp(),
        fork.row(),
        fork.slot(),
        settings,
        fork.unit(),
        fork.scores(),
        fork.secondary(),
        fork.build(),
        fork.environment(),
        fork.noise());
  }
}

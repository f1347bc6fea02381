package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.ResultsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Recorded runs for reports, as lines that the harness's own reader parses. */
final class Fixture {
  static final Calibrations NOT_CALIBRATED = (environment, subject) -> Optional.empty();
  static final String RUN = "20260504T101500Z-7";
  private static final int WARM_RUNS = 2;

  private final List<String> lines = new ArrayList<>();
  private final Random random;
  private double noise = 0.01;
  private String environment = "\"postgres\":\"18.6\"";
  private double steal = 0.003;
  private String others = "";
  private String harness = "\"harness\":{\"git_sha\":\"5b1c7e90aa77\",\"dirty\":false},";
  private String run = RUN;
  private String timestamp = "2026-05-04T10:15:30Z";
  private String shaOfB = "9d1f0a22c47be00000000000000000000000cafe";

  Fixture(long seed) {
    this.random = new Random(seed);
  }

  /** The standard deviation of a process's log time. */
  Fixture noise(double value) {
    noise = value;
    return this;
  }

  Fixture steal(double value) {
    steal = value;
    return this;
  }

  Fixture postgres(String version) {
    environment = "\"postgres\":\"%s\"".formatted(version);
    return this;
  }

  /** Another benchmark run than {@link #RUN}. */
  Fixture run(String id, String start) {
    run = id;
    timestamp = start;
    return this;
  }

  /** CPU share of other programs, and a harness with uncommitted changes. */
  Fixture otherCpu(double share) {
    others = ",\"other_cpu_share\":" + share;
    return this;
  }

  Fixture dirtyHarness() {
    harness = "\"harness\":{\"git_sha\":\"5b1c7e90aa77\",\"dirty\":true},";
    return this;
  }

  /** Lets both arms be one commit. */
  Fixture sameCommit() {
    shaOfB = "48e3c5812a7be00000000000000000000000beef";
    return this;
  }

  /** Pairs in which the flush of B takes {@code flushFactor} times as long as that of A. */
  Fixture pairs(int pairs, double flushFactor) {
    for (int pair = 1; pair <= pairs; pair++) {
      boolean bFirst = pair % 4 == 2 || pair % 4 == 3;
      arm("A", pair, bFirst ? 2 : 1, 1);
      arm("B", pair, bFirst ? 1 : 2, flushFactor);
    }
    return this;
  }

  Fixture arm(String arm, int pair, int position, double flushFactor) {
    boolean first = arm.equals("A");
    String build =
        "\"arm\":\"%s\",\"ref\":\"%s\",\"git_sha\":\"%s\","
            .formatted(
                arm,
                first ? "main" : "feature",
                first ? "48e3c5812a7be00000000000000000000000beef" : shaOfB);
    return process("copy", false, build, pair, position, 0.1, flushFactor);
  }

  /** One round of a mode; a limit mode has a time only. */
  Fixture round(String mode, boolean limit, int round, double overheadSecs) {
    String build =
        "\"git_sha\":\"48e3c5812a7be00000000000000000000000beef\",\"git_branch\":\"main\",";
    return process(mode, limit, build, round, 1, overheadSecs, 1);
  }

  private Fixture process(
      String mode,
      boolean limit,
      String build,
      int iteration,
      int position,
      double overheadSecs,
      double flushFactor) {
    double factor = Math.exp(noise * random.nextGaussian());
    for (int repeat = 1; repeat <= 2 + WARM_RUNS; repeat++) {
      double cold = repeat == 1 ? 3 : 1;
      double flush = 0.3 * flushFactor * factor * cold * Math.exp(noise * random.nextGaussian());
      String phase = repeat == 1 ? "cold" : repeat == 2 ? "warmup" : "warm";
      lines.add(
          header(mode, limit, phase, build, iteration, position)
              + record(repeat, flush + overheadSecs * factor * cold)
              + (limit ? "" : engine(flush, factor))
              + "}");
    }
    return this;
  }

  private String header(
      String mode, boolean limit, String phase, String build, int iteration, int position) {
    return String.format(
        Locale.ROOT,
        "{\"schema_version\":2,\"timestamp\":\"%s\",\"connector\":\"postgres\","
            + "\"mode\":\"%s\",\"bench_rows\":50000,\"limit\":%b,\"phase\":\"%s\",%s\"dirty\":false,"
            + "\"bench_run_id\":\"%s\",\"iteration\":%d,\"position\":%d,\"seed\":42,"
            + "\"environment\":{\"cpu_model\":\"AMD EPYC 7B13\",\"cores\":2,\"memory_mib\":7976,"
            + "\"kernel\":\"Linux 6\",\"jdk\":\"Debian 17.0.15+6\",%s},"
            + "\"noise\":{\"load_average\":0.42,\"steal_share\":%s%s},%s"
            + "\"facts\":{\"provider\":\"embedded\"},",
        timestamp,
        mode,
        limit,
        phase,
        build,
        run,
        iteration,
        position,
        environment,
        steal,
        others,
        harness);
  }

  private static String record(int repeat, double duration) {
    return String.format(
        Locale.ROOT,
        "\"record_version\":1,\"repeat\":%d,\"records_read\":50000,\"records_written\":50000,"
            + "\"dest_rows\":50000,\"source_hash\":\"9f\",\"dest_hash\":\"9f\",\"duration_secs\":%.9f",
        repeat,
        duration);
  }

  private String engine(double flush, double factor) {
    Map<String, Double> fields = new TreeMap<>();
    fields.put("source_duration_secs", 0.32);
    fields.put("source_fetch_secs", 0.25);
    fields.put("source_compress_secs", 0.0);
    fields.put("dest_duration_secs", flush + 0.05);
    fields.put("dest_receive_secs", 0.05);
    fields.put("cpu_secs", 0.6);
    fields.put("gc_secs", 0.004);
    fields.put("startup_ms", 310.5);
    fields.put("time_to_first_row_ms", 17.5);
    fields.put("rss_peak_bytes", 188_743_680.0);
    fields.put("bytes_read", 6_291_456.0);
    StringBuilder text = new StringBuilder();
    fields.forEach(
        (name, value) -> {
          double noisy = value * factor * Math.exp(noise * random.nextGaussian());
          text.append(String.format(Locale.ROOT, ",\"%s\":%.9f", name, noisy));
        });
    return text + String.format(Locale.ROOT, ",\"dest_flush_secs\":%.9f,\"gc_count\":0", flush);
  }

  List<String> lines() {
    return lines;
  }

  /** The runs, through a file. */
  List<RecordedRun> runs() {
    try {
      Path file = Files.createTempFile("weir-report", ".jsonl");
      try {
        Files.write(file, lines);
        ResultsFile.Contents contents = new ResultsFile(file).read();
        assertThat(contents.problems()).isEmpty();
        return contents.runs();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

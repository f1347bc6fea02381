package dev.weir.bench.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Records for tests. */
public final class Records {
  private static final long ROWS = 50_000;

  private Records() {}

  /** A record with every field that the engine writes, as it writes it. */
  static String engineLine(int repeat, double durationSecs) {
    return """
    {"record_version":1,"pipeline":"copy","run_id":"r-%1$d","repeat":%1$d,\
    "records_read":50000,"records_written":50000,"records_inserted":50000,"records_updated":0,\
    "records_late":0,\
    "records_null_cursor":0,"records_missed":0,"bytes_read":6291456,"bytes_written":6291456,\
    "source_hash":"9f86d081","dest_hash":"9f86d081","dest_rows":50000,"duration_secs":%2$s,\
    "startup_ms":310.5,"source_connector_load_ms":3.1,"dest_connector_load_ms":0.4,\
    "source_duration_secs":0.32,"source_connect_secs":0.01,"source_query_secs":0.005,\
    "source_fetch_secs":0.25,"source_arrow_encode_secs":0.02,"source_compress_secs":0.005,\
    "source_blocked_secs":0.01,"source_verify_secs":0.02,"time_to_first_row_ms":17.5,"dest_duration_secs":0.426,\
    "dest_connect_secs":0.01,"dest_receive_secs":0.05,"dest_decompress_secs":0.004,\
    "dest_arrow_decode_secs":0.006,"dest_transform_secs":0.0,"dest_flush_secs":0.3,\
    "dest_build_secs":0.001,"dest_verify_secs":0.025,"dest_commit_secs":0.03,"retry_count":0,"cpu_secs":0.6,"gc_count":2,"gc_secs":0.004,\
    "allocated_bytes":73400320,"heap_peak_bytes":31457280,"rss_peak_bytes":188743680,\
    "notices":["source: 2 rows are late."],"jdk":"17.0.15","source_version":"18.6","dest_version":"18.6","load_method":"copy",\
    "adaptive_batches":{"first_bytes":8192,"bytes_min":65536,"bytes_max":262144,"batches":9,\
    "smallest_bytes":8000,"largest_bytes":262100,"grown":5,"shrunk":1,"last_bytes":131072},\
    "outputs":[{"stream":"events","name":"alerts","target":"alerts","records_emitted":3,\
    "records_written":2,"records_updated":0,"bytes_written":60}],\
    "lanes":1,"codec":"none"}"""
        .formatted(repeat, durationSecs);
  }

  /** What a limit mode writes: the rows, their hashes and the time. */
  static String limitLine(int repeat, double durationSecs) {
    return """
    {"record_version":1,"repeat":%d,"records_read":50000,"records_written":50000,\
    "source_hash":"9f86d081","dest_hash":"9f86d081","dest_rows":50000,"duration_secs":%s}"""
        .formatted(repeat, durationSecs);
  }

  /** One process: a cold run and a warm-up run of twice the first warm time, then warm runs. */
  public static List<RecordedRun> process(
      String mode, boolean limit, Optional<Arm> arm, int iteration, double... warmSecs) {
    Subject subject = new Subject("postgres", mode, ROWS, limit);
    Build build =
        new Build(
            arm,
            arm.map(it -> it == Arm.A ? "main" : "feature"),
            Optional.of("48e3c5812a7be00000000000000000000000beef"),
            Optional.of("main"),
            false,
            Optional.of("5e".repeat(32)));
    return IntStream.rangeClosed(1, warmSecs.length + 2)
        .mapToObj(
            repeat -> {
              double seconds = repeat <= 2 ? warmSecs[0] * 2 : warmSecs[repeat - 3];
              String line = limit ? limitLine(repeat, seconds) : engineLine(repeat, seconds);
              return run(subject, build, iteration, EngineRecord.parse(line));
            })
        .toList();
  }

  private static RecordedRun run(Subject subject, Build build, int iteration, EngineRecord record) {
    return new RecordedRun(
        Instant.parse("2026-05-04T10:15:30Z"),
        subject,
        Phase.of(record.repeat(), 1),
        build,
        new Slot("20260504T101500Z-7", iteration, 1, 42),
        new Environment(
            "AMD EPYC 7B13", 2, 7_976, "Linux 6", "Debian 17.0.15+6", Map.of("postgres", "18.6")),
        new Noise(
            Optional.of(0.42),
            Optional.of("performance"),
            Optional.of(0.003),
            Optional.of(0.01),
            new Pressure(Optional.of(0.2), Optional.of(0.03), Optional.of(0.0))),
        Map.of("provider", "embedded"),
        record,
        new Harness(
            Optional.of("5420929c812a7be00000000000000000000000aa"),
            Optional.of(false),
            Optional.of(4.4),
            Optional.of(5.1),
            Optional.of(201_326_592L),
            Optional.of(new TargetDigest(ROWS, "9f86d081"))),
        build.arm().map(arm -> new ComparisonSettings(0.02, 0.05, 20)));
  }
}

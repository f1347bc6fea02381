package dev.weir.postgres.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings of the servers that are started for a benchmark; docker-compose.yml holds the same
 * list. The server stays durable, as it is in production. Background work that would run during
 * some samples and not during others is put off.
 */
final class BenchSettings {
  private static final Map<String, String> SETTINGS = settings();

  /** Settings that explain a result, reported beside {@link #SETTINGS}. */
  private static final List<String> ALSO_REPORTED =
      List.of(
          "synchronous_commit",
          "full_page_writes",
          "wal_level",
          "wal_compression",
          "data_checksums",
          "server_encoding",
          "jit");

  private BenchSettings() {}

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    // Holds the narrow fixture of 2,000,000 rows at both ends; a quarter of 2 GB of memory.
    settings.put("shared_buffers", "512MB");
    // A commit waits for the disk, as in production.
    settings.put("fsync", "on");
    // No checkpoint by time during a benchmark, and by volume only each 2 GB of WAL or so.
    settings.put("checkpoint_timeout", "30min");
    settings.put("max_wal_size", "4GB");
    // Workers would analyze loaded tables during some samples; the fixtures run VACUUM themselves.
    settings.put("autovacuum", "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    return settings;
  }

  /** The settings of a report, in its order; without those that each session sets, as TimeZone. */
  static List<String> reportedSettings() {
    return Stream.concat(SETTINGS.keySet().stream(), ALSO_REPORTED.stream())
        .filter(name -> !name.endsWith("timezone"))
        .toList();
  }

  /** As arguments of {@code postgres}: {@code -c name=value}. */
  static List<String> arguments() {
    return SETTINGS.entrySet().stream()
        .flatMap(setting -> Stream.of("-c", setting.getKey() + "=" + setting.getValue()))
        .toList();
  }
}

package dev.weir.postgres.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings of the servers that we start; docker-compose.yml holds the same list. What makes a
 * server durable stays on, so that a figure means what it would mean elsewhere; what would fall
 * into some samples and not into others is moved out of their way.
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
    // Holds the narrow fixture of 2,000,000 rows at both ends; a quarter of a 2 GB machine.
    settings.put("shared_buffers", "512MB");
    // A commit reaches the disk, as on any server that keeps data.
    settings.put("fsync", "on");
    // No checkpoint by time inside a session, and by volume only each 2 GB of log or so.
    settings.put("checkpoint_timeout", "30min");
    settings.put("max_wal_size", "4GB");
    // A worker would analyze tables just loaded, in one sample out of many; seeding runs VACUUM.
    settings.put("autovacuum", "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    return settings;
  }

  static Map<String, String> map() {
    return SETTINGS;
  }

  /**
   * Names of the settings that a report tells, in its order; no session's own, such as TimeZone.
   */
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

package dev.weir.postgres.sql;

import dev.weir.core.connector.Settings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long a session waits for a server.
 *
 * @param connect for the connection and the log-in
 * @param lock in all, for a lock that another session holds
 * @param waits for everything else
 */
public record Timeouts(Duration connect, Duration lock, Map<ServerWait, Duration> waits) {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration LOCK = Duration.ofMinutes(1);
  private static final Duration MIN = Duration.ofSeconds(1);
  private static final Duration CONNECT_MAX = Duration.ofMinutes(10);
  private static final Duration MAX = Duration.ofDays(7);

  public Timeouts {
    waits = Map.copyOf(waits);
  }

  /** Reads the keys {@code connect_timeout}, {@code lock_timeout} and those of the waits. */
  public static Timeouts read(Settings settings) {
    Map<ServerWait, Duration> waits = new EnumMap<>(ServerWait.class);
    for (ServerWait wait : ServerWait.values()) {
      waits.put(wait, settings.duration(wait.key(), wait.defaultTimeout(), MIN, MAX));
    }
    return new Timeouts(
        settings.duration("connect_timeout", CONNECT, MIN, CONNECT_MAX),
        settings.duration("lock_timeout", LOCK, MIN, MAX),
        waits);
  }

  Duration of(ServerWait wait) {
    return waits.getOrDefault(wait, wait.defaultTimeout());
  }
}

package dev.weir.postgres.sql;

import dev.weir.core.connector.Settings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Timeouts of a session.
 *
 * @param connect for connecting and logging in
 * @param lock total time to acquire a lock
 * @param waits for all other waits
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

  /** Returns the timeouts of a session without settings of its own. */
  public static Timeouts defaults() {
    return new Timeouts(CONNECT, LOCK, Map.of());
  }

  /** Reads {@code connect_timeout}, {@code lock_timeout} and the keys of {@link ServerWait}. */
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

  /** Returns the same timeouts with another one for connecting. */
  Timeouts withConnect(Duration timeout) {
    return new Timeouts(timeout, lock, waits);
  }

  Duration of(ServerWait wait) {
    return waits.getOrDefault(wait, wait.defaultTimeout());
  }
}

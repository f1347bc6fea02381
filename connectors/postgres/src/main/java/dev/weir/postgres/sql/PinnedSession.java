package dev.weir.postgres.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Session settings that determine the text form of values and the resolution of names. They
 * override those of the server, the role and the database. The driver sets client_encoding to UTF8.
 *
 * <p>They are set after the log-in, in one round trip: a pooler may refuse the startup parameter
 * {@code options} or, worse, ignore it, and the engine reads the identity of the database in the
 * same round trip.
 */
public final class PinnedSession {
  /** The column of {@link #engineSql} that identifies the database. */
  static final String DATABASE = "database";

  /** The server's start time in microseconds and the database's OID, whatever the settings. */
  private static final String DATABASE_IDENTITY =
      "(SELECT (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint || ' ' || oid"
          + " FROM pg_database WHERE datname = current_database()) AS "
          + DATABASE;

  private static final Map<String, String> SETTINGS = settings();

  public static final String SQL = sql(SETTINGS);

  private PinnedSession() {}

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("TimeZone", "UTC");
    settings.put("DateStyle", "ISO, YMD");
    settings.put("IntervalStyle", "postgres");
    settings.put("extra_float_digits", "1");
    settings.put("bytea_output", "hex");
    // The text of money has the symbol and the digits of a locale.
    settings.put("lc_monetary", "C");
    settings.put("standard_conforming_strings", "on");
    return settings;
  }

  /** Each statement is parsed after the one before it was executed. */
  private static String sql(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> "set_config('%s', '%s', false)".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", ", "SET search_path = ''; SELECT ", ""));
  }

  /**
   * Returns {@link #SQL} with the settings of an engine session, and a column {@value #DATABASE}.
   * With row_security off, a query that a policy would filter fails. A transaction may be idle
   * while it waits for the other side.
   */
  static String engineSql(ConnectionConfig config, SessionMode mode) {
    Map<String, String> settings = new LinkedHashMap<>(SETTINGS);
    settings.put(
        "row_security", config.rowSecurity() == ConnectionConfig.RowSecurity.ON ? "on" : "off");
    settings.put("idle_in_transaction_session_timeout", "0");
    settings.put("lock_timeout", Long.toString(config.timeouts().lock().toMillis()));
    if (mode == SessionMode.READ_ONLY_SNAPSHOT) {
      settings.put("default_transaction_isolation", "repeatable read");
      settings.put("default_transaction_read_only", "on");
    }
    return sql(settings) + ", " + DATABASE_IDENTITY;
  }
}

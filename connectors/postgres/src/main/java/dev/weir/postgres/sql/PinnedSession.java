package dev.weir.postgres.sql;

/**
 * The settings that change the text or the meaning of values and names, pinned for a session
 * whatever the server, the role or the database say. The client encoding is the driver's: UTF8.
 */
public final class PinnedSession {
  public static final String SQL =
      """
      SET TimeZone = 'UTC';
      SET DateStyle = 'ISO, YMD';
      SET IntervalStyle = 'postgres';
      SET extra_float_digits = 1;
      SET bytea_output = 'hex';
      SET standard_conforming_strings = on;
      SET search_path = ''
      """;

  private PinnedSession() {}

  /**
   * Settings of an engine's session, beside {@link #SQL}: row_security off makes the server refuse
   * a statement from which a policy would hide rows, where it would otherwise leave them out; a
   * lane that waits for the other side is not idle by mistake.
   */
  static String engine(ConnectionConfig config) {
    return SQL
        + ";\nSET row_security = "
        + (config.rowSecurity() == ConnectionConfig.RowSecurity.ON ? "on" : "off")
        + ";\nSET idle_in_transaction_session_timeout = 0"
        + ";\nSET lock_timeout = "
        + config.timeouts().lock().toMillis();
  }
}

package dev.weir.postgres.sql;

/**
 * Session settings that determine the text form of values and the resolution of names. They
 * override those of the server, the role and the database. The driver sets client_encoding to UTF8.
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
   * Returns {@link #SQL} with the settings of an engine session. With row_security off, a query
   * that a policy would filter fails. A transaction may be idle while it waits for the other side.
   */
  static String engineSql(ConnectionConfig config) {
    return SQL
        + ";\nSET row_security = "
        + (config.rowSecurity() == ConnectionConfig.RowSecurity.ON ? "on" : "off")
        + ";\nSET idle_in_transaction_session_timeout = 0"
        + ";\nSET lock_timeout = "
        + config.timeouts().lock().toMillis();
  }
}

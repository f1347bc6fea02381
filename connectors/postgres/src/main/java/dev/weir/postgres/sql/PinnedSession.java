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
      SET search_path = ''
      """;

  private PinnedSession() {}
}

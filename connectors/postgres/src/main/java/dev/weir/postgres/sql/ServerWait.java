package dev.weir.postgres.sql;

import java.time.Duration;

/** What a session waits for the server to do; each has a time-out of its own in the config. */
public enum ServerWait {
  /** Answering a query of the catalog or of a stream, up to its first row. */
  QUERY("query_timeout", Duration.ofHours(1), "answered a query"),
  /** Sending the next rows. */
  FETCH("fetch_timeout", Duration.ofMinutes(5), "sent a row"),
  /** Taking the rows that are sent. */
  FLUSH("flush_timeout", Duration.ofMinutes(5), "taken a row"),
  /** Ending a load: triggers and foreign keys, merging, constraints and indexes, COMMIT. */
  COMMIT("commit_timeout", Duration.ofHours(6), "ended the load"),
  /** Digesting rows for {@code --verify}. */
  VERIFY("verify_timeout", Duration.ofHours(6), "digested the rows");

  private final String key;
  private final Duration defaultTimeout;
  private final String missing;

  ServerWait(String key, Duration defaultTimeout, String missing) {
    this.key = key;
    this.defaultTimeout = defaultTimeout;
    this.missing = missing;
  }

  /** Its key in {@code config}. */
  public String key() {
    return key;
  }

  Duration defaultTimeout() {
    return defaultTimeout;
  }

  /** What the server has not done, for a sentence. */
  String missing() {
    return missing;
  }
}

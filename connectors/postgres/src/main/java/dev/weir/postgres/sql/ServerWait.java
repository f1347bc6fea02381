package dev.weir.postgres.sql;

import java.time.Duration;

/** Waits for the server, each with its timeout in {@code config}. */
public enum ServerWait {
  /** A query of the catalog, or of a stream up to its first row. */
  QUERY("query_timeout", Duration.ofHours(1), "answer a query"),
  /** The next rows of a COPY. */
  FETCH("fetch_timeout", Duration.ofMinutes(5), "send a row"),
  /** Acceptance of rows that are sent. */
  FLUSH("flush_timeout", Duration.ofMinutes(5), "accept a row"),
  /** The end of a load: triggers, foreign keys, merging, constraints, indexes, COMMIT. */
  COMMIT("commit_timeout", Duration.ofHours(6), "complete the load"),
  /** The content digest for {@code --verify}. */
  VERIFY("verify_timeout", Duration.ofHours(6), "compute the digest");

  private final String key;
  private final Duration defaultTimeout;
  private final String action;

  ServerWait(String key, Duration defaultTimeout, String action) {
    this.key = key;
    this.defaultTimeout = defaultTimeout;
    this.action = action;
  }

  /** Returns the key of the timeout in {@code config}. */
  public String key() {
    return key;
  }

  Duration defaultTimeout() {
    return defaultTimeout;
  }

  /** Returns the awaited action, for messages: {@code answer a query}. */
  String action() {
    return action;
  }
}

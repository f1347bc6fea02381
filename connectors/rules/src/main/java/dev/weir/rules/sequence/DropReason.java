package dev.weir.rules.sequence;

/** Why a partial match ended without a match. */
public enum DropReason {
  /** More than maxspan passed since its first event. */
  EXPIRED,
  /** An event of its key matched until. */
  UNTIL,
  /** A newer one of its key reached its step. */
  REPLACED,
  /** An event of its key matched a missing-event step. */
  MISSING_EVENT,
  /** Its key exceeded the limit of a key. */
  KEY_LIMIT,
  /** The limit of all keys was exceeded, and its key was the least recently used one. */
  LEAST_RECENTLY_USED;

  /** Returns whether a limit is the reason. */
  boolean isEviction() {
    return this == KEY_LIMIT || this == LEAST_RECENTLY_USED;
  }
}

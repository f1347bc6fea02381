package dev.weir.rules.sequence;

/** What has become of the partial matches of one sequence. */
public final class SequenceCounters {
  private long live;
  private long peak;
  private long begun;
  private long completed;
  private long expired;
  private long ended;
  private long evicted;
  private long replaced;
  private long contradicted;

  /** Why a partial match is dropped. */
  enum Reason {
    /** It can no longer end within maxspan. */
    EXPIRED,
    /** The event of until. */
    UNTIL,
    /** A limit was reached. */
    EVICTED,
    /** A newer one reached its stage. */
    REPLACED,
    /** An event occurred that may not. */
    CONTRADICTED
  }

  void begin() {
    begun++;
    live++;
  }

  /** A match has reached a stage, and those that it takes the place of are dropped. */
  void settle() {
    peak = Math.max(peak, live);
  }

  void complete() {
    completed++;
    live--;
  }

  void drop(Reason reason) {
    live--;
    switch (reason) {
      case EXPIRED -> expired++;
      case UNTIL -> ended++;
      case EVICTED -> evicted++;
      case REPLACED -> replaced++;
      case CONTRADICTED -> contradicted++;
    }
  }

  /** Returns the number of partial matches at present. */
  public long live() {
    return live;
  }

  /** Returns the maximum of {@link #live}. */
  public long peak() {
    return peak;
  }

  /** Returns how many partial matches began. */
  public long begun() {
    return begun;
  }

  /** Returns how many matches were emitted. */
  public long completed() {
    return completed;
  }

  /** Returns how many exceeded maxspan. */
  public long expired() {
    return expired;
  }

  /** Returns how many the event of until ended. */
  public long ended() {
    return ended;
  }

  /** Returns how many were dropped because of a limit. */
  public long evicted() {
    return evicted;
  }

  /** Returns how many a newer one replaced. */
  public long replaced() {
    return replaced;
  }

  /** Returns how many a missing event ended by occurring. */
  public long contradicted() {
    return contradicted;
  }
}

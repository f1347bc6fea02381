package dev.weir.core.connector;

/** A destination session that can exclude other runs of a pipeline. */
public interface LockableSession {
  /**
   * Locks the pipeline until this session closes. When it returns, no session of an earlier run or
   * attempt of the pipeline can commit any more, and what such a run has staged is dropped.
   */
  void lock(String pipeline);

  /** Makes this session one of the run whose other session holds the lock. */
  void join(String pipeline);

  /** Fails if the session that called {@link #lock} has lost the lock. */
  void checkLock(String pipeline);
}

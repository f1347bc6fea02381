package dev.weir.core.connector;

/** A source session whose snapshot other sessions can read. */
public interface SnapshotSession {
  /**
   * Returns a token for {@link Source#connect(java.util.Optional)}, valid while this session is
   * open.
   */
  String exportSnapshot();
}

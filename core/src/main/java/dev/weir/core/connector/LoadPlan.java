package dev.weir.core.connector;

import java.util.List;
import java.util.Optional;

/**
 * How a destination will load one stream; made once, before the first row. Whatever the load can be
 * refused for has been looked at, and nothing has been changed. Only the destination that made a
 * plan can open it.
 */
public interface LoadPlan {
  /**
   * Equal to {@link ReadPlan#tableIdentity} where both are the same table of the same server; empty
   * if the destination does not know it.
   */
  default Optional<String> tableIdentity() {
    return Optional.empty();
  }

  /** Such as {@code append}, {@code create, then append}, {@code stage and swap}. */
  String strategy();

  /**
   * Returns the number of sessions that may write the stream's splits: {@link LoadRequest#lanes},
   * or 1 if this load is possible in one transaction only.
   */
  int lanes();

  default List<Notice> notices() {
    return List.of();
  }
}

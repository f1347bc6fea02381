package dev.weir.postgres.sql;

import java.util.List;

/** The values of target_session_attrs: the servers of a list that are acceptable. */
public enum SessionTarget {
  ANY,
  READ_WRITE,
  READ_ONLY,
  PRIMARY,
  STANDBY,
  PREFER_STANDBY;

  /** Returns the driver's targetServerType for each round in which all servers are tried. */
  List<String> rounds() {
    return switch (this) {
      case ANY -> List.of("any");
      case READ_WRITE, PRIMARY -> List.of("primary");
      case READ_ONLY, STANDBY -> List.of("secondary");
      case PREFER_STANDBY -> List.of("secondary", "any");
    };
  }
}

package dev.weir.postgres.sql;

import java.util.List;

/** The values of target_session_attrs: the servers of a list that are acceptable. */
public enum SessionTarget {
  ANY("any"),
  READ_WRITE("primary"),
  READ_ONLY("secondary"),
  PRIMARY("primary"),
  STANDBY("secondary"),
  PREFER_STANDBY("secondary", "any");

  private final List<String> rounds;

  SessionTarget(String... rounds) {
    this.rounds = List.of(rounds);
  }

  /** Returns the driver's targetServerType for each round in which all servers are tried. */
  List<String> rounds() {
    return rounds;
  }
}

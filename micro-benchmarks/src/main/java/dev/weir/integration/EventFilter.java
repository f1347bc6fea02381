package dev.weir.integration;

import dev.weir.integration.fixture.ShopEvent;
import java.util.List;
import java.util.function.Predicate;

/** Conditions on events, in SQL for the server and in Java for the gate. */
enum EventFilter {
  /** About 40 % of all rows. */
  TYPE("event_type = 'view'", row -> row.eventType().equals("view")),
  /** A quarter of the amounts. */
  AMOUNT("amount < 25000", row -> row.amount() < 25_000),
  /** A tenth of the users. */
  USER("user_id < 1000025000", row -> row.userId() < 1_000_025_000);

  private final String sql;

  @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
  private final Predicate<ShopEvent> matches;

  EventFilter(String sql, Predicate<ShopEvent> matches) {
    this.sql = sql;
    this.matches = matches;
  }

  /** Returns the first filters, joined by AND; empty for none. */
  static String sql(int count) {
    return String.join(
        " AND ", List.of(values()).subList(0, count).stream().map(filter -> filter.sql).toList());
  }

  /** Returns whether a row passes the first filters. */
  static Predicate<ShopEvent> matching(int count) {
    return List.of(values()).subList(0, count).stream()
        .map(filter -> filter.matches)
        .reduce(row -> true, Predicate::and);
  }
}

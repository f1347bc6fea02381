package dev.weir.comparison;

import dev.weir.core.connector.Digest;
import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.Tables;

/** Lets a contender read every byte of the table once, before anything is timed. */
final class ReadGate {
  private ReadGate() {}

  /**
   * Passes if the contender reads the rows that the table must have, twice: a statement may be
   * executed otherwise when it is executed again.
   *
   * @throws IllegalStateException if their number or their digest differs
   */
  static void check(ReadContender contender, Digest expected) throws Exception {
    for (int i = 0; i < 2; i++) {
      RowSink sink = RowSink.digesting();
      contender.read(sink);
      Tables.requireEqual(contender.getClass().getSimpleName(), expected, sink.digest());
    }
  }
}

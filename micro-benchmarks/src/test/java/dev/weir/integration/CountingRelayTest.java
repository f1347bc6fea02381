package dev.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.connector.Digest;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

class CountingRelayTest {
  private static final int ROWS = 2_000;

  /** A message of the protocol: a type byte and a length. */
  private static final int MESSAGE_HEADER_BYTES = 5;

  /** More than the messages before and after the rows have. */
  private static final int OTHER_BYTES_MAX = 1_000;

  @Test
  void receivedBytes_readOfATable_areItsMessages() throws Exception {
    BenchmarkDatabase database = BenchmarkDatabase.source();
    ShopEvents table = new ShopEvents(ROWS);
    Tables.create(database, table);
    long messages = messageBytes(database, table);
    long received;
    Digest read;
    try (CountingRelay relay = new CountingRelay(database);
        OpenSession session = OpenSession.of(relay.database(), table)) {
      long before = relay.receivedBytes();
      read = session.digest(ShopEvents::feedBatch);
      received = relay.receivedBytes() - before;
    }

    assertThat(read).isEqualTo(table.expected());
    assertThat(received).isBetween(messages, messages + OTHER_BYTES_MAX);
  }

  private static long messageBytes(BenchmarkDatabase database, ShopEvents table) throws Exception {
    long bytes = 0;
    try (Connection connection = database.connect(Map.of())) {
      CopyOut copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY " + database.quotedTable(table.name()) + " TO STDOUT (FORMAT binary)");
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        bytes += MESSAGE_HEADER_BYTES + row.length;
      }
    }
    return bytes;
  }
}

package dev.weir.comparison;

import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.ShopEvents;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * pgjdbc's CopyManager with binary COPY, and a decoder as a program would have it for this table.
 * The driver delivers one array a row. Format: PostgreSQL's documentation of COPY, "Binary Format".
 */
final class CopyRead implements ReadContender {
  /** Signature, flags and length of the extension, which is empty. */
  private static final int HEADER_BYTES = 19;

  /** In place of a number of columns. */
  private static final int TRAILER = -1;

  private static final int NULL_LENGTH = -1;

  /** 2000-01-01 in microseconds since 1970. */
  private static final long EPOCH_MICROS = 946_684_800_000_000L;

  private final Connection connection;
  private final String copy;

  CopyRead(BenchmarkDatabase database, ShopEvents table) throws SQLException {
    this.connection = database.connect(Map.of());
    this.copy = "COPY " + database.quotedTable(table.name()) + " TO STDOUT (FORMAT binary)";
  }

  @Override
  public void read(RowSink sink) throws SQLException {
    CopyOut out = start();
    boolean first = true;
    for (byte[] message = out.readFromCopy(); message != null; message = out.readFromCopy()) {
      ByteBuffer row = ByteBuffer.wrap(message);
      if (first) {
        row.position(HEADER_BYTES);
        first = false;
      }
      if (row.hasRemaining() && row.getShort() != TRAILER) {
        decode(row, sink);
      }
    }
  }

  /** Reads all rows as bytes and returns their number, which no decoder can be faster than. */
  long readBytes() throws SQLException {
    CopyOut out = start();
    long bytes = 0;
    for (byte[] message = out.readFromCopy(); message != null; message = out.readFromCopy()) {
      bytes += message.length;
    }
    return bytes;
  }

  private CopyOut start() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
  }

  private static void decode(ByteBuffer row, RowSink sink) {
    row.getInt();
    sink.int64(row.getInt());
    text(row, sink);
    row.getInt();
    sink.int64(row.getLong());
    row.getInt();
    sink.float64(row.getDouble());
    row.getInt();
    sink.bool(row.get() != 0);
    text(row, sink);
    row.getInt();
    sink.int64(row.getLong() + EPOCH_MICROS);
    sink.end();
  }

  private static void text(ByteBuffer row, RowSink sink) {
    int length = row.getInt();
    if (length == NULL_LENGTH) {
      sink.missing();
      return;
    }
    sink.text(row.array(), row.arrayOffset() + row.position(), length);
    row.position(row.position() + length);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

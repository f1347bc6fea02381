package dev.weir.postgres.destination;

import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import dev.weir.postgres.wire.CopyBatchWriter;
import dev.weir.postgres.wire.CopyBinary;
import dev.weir.postgres.wire.OutBlock;
import java.sql.SQLException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.postgresql.copy.CopyIn;

/** Loads rows by binary COPY, or by text COPY. */
final class CopyLoader implements Loader {
  /** The flush timeout restarts after this many bytes. */
  private static final int CHUNK_BYTES = 1 << 20;

  private final PostgresConnection connection;
  private final CopyIn copy;
  private final boolean isBinary;
  private final CopyBatchWriter writer;

  CopyLoader(PostgresConnection connection, LoadTable table) throws SQLException {
    this.connection = connection;
    this.writer = BatchWriters.of(table);
    this.isBinary = !table.isTextCopy();
    this.copy =
        connection
            .copyManager()
            .copyIn(
                "COPY "
                    + table.quoted()
                    + " ("
                    + table.columnList()
                    + ") FROM STDIN (FORMAT "
                    + (isBinary ? "binary" : "text")
                    + ")");
    if (isBinary) {
      byte[] header = CopyBinary.header();
      copy.writeToCopy(header, 0, header.length);
    }
  }

  @Override
  public void write(VectorSchemaRoot rows) throws SQLException {
    writer.write(rows, (block, first) -> send(block));
  }

  private void send(OutBlock block) throws SQLException {
    int sent = 0;
    while (sent < block.length()) {
      int length = Math.min(CHUNK_BYTES, block.length() - sent);
      copy.writeToCopy(block.bytes(), sent, length);
      sent += length;
      connection.progress(ServerWait.FLUSH);
    }
  }

  @Override
  public long finish() throws SQLException {
    if (isBinary) {
      byte[] trailer = CopyBinary.trailer();
      copy.writeToCopy(trailer, 0, trailer.length);
    }
    return copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}

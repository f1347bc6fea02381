package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.wire.CopyBatchWriter;
import dev.weir.postgres.wire.CopyBinary;
import java.sql.SQLException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.postgresql.copy.CopyIn;

/** Loads by binary COPY, one message a block of rows. */
final class CopyLoader implements Loader {
  private final CopyIn copy;
  private final CopyBatchWriter writer;

  CopyLoader(PostgresConnection connection, Target target) throws SQLException {
    this.writer =
        new CopyBatchWriter(
            target.columns().stream()
                .map(CatalogColumn::columnType)
                .map(type -> type.encoder())
                .toList());
    this.copy =
        connection
            .copyManager()
            .copyIn(
                "COPY "
                    + target.loadInto()
                    + " ("
                    + target.columnList()
                    + ") FROM STDIN (FORMAT binary)");
    byte[] header = CopyBinary.header();
    copy.writeToCopy(header, 0, header.length);
  }

  @Override
  public void write(VectorSchemaRoot rows) throws SQLException {
    writer.write(rows, (block, first) -> copy.writeToCopy(block.bytes(), 0, block.length()));
  }

  @Override
  public long finish() throws SQLException {
    byte[] trailer = CopyBinary.trailer();
    copy.writeToCopy(trailer, 0, trailer.length);
    return copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}

package dev.weir.micro.json;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.files.jsonl.JsonLinesReader;
import dev.weir.files.jsonl.JsonLinesWriter;
import dev.weir.files.store.FileFormat;
import dev.weir.files.text.ColumnDeclaration;
import dev.weir.files.text.TextColumns;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Reads lines into Arrow columns and writes them, as the product does. The items are a column of
 * type jsonb: their text is kept.
 */
final class JsonColumns {
  private static final Place PLACE = Place.of(Side.SOURCE, "files");
  private static final String FILE = "orders.jsonl";
  private static final long BYTES_MAX = 64 << 20;
  private static final BatchLimits ONE_BATCH =
      new BatchLimits(BYTES_MAX, Integer.MAX_VALUE, BYTES_MAX);

  private static final List<ColumnDeclaration> COLUMNS =
      Stream.of(
              "id bigint not null",
              "name text",
              "amount double precision",
              "active boolean",
              "createdAt timestamp without time zone",
              "items jsonb")
          .map(column -> ColumnDeclaration.parse(column).orElseThrow())
          .toList();

  private JsonColumns() {}

  /** Reads all lines into one batch, which the caller owns. */
  static Batch read(byte[] document, BufferAllocator allocator) throws IOException {
    try (JsonLinesReader reader =
        new JsonLinesReader(
            new BufferedInputStream(new ByteArrayInputStream(document)),
            COLUMNS,
            false,
            ONE_BATCH,
            allocator,
            PLACE,
            FILE)) {
      Optional<Batch> batch = reader.next();
      return batch.orElseThrow();
    }
  }

  /** Returns a writer of one object a line. */
  static JsonLinesWriter writer(OutputStream out) throws IOException {
    Schema schema = new Schema(COLUMNS.stream().map(ColumnDeclaration::field).toList());
    return new JsonLinesWriter(out, schema, TextColumns.of(schema, FileFormat.JSONL, PLACE), PLACE);
  }

  /** Writes all rows. */
  static void write(VectorSchemaRoot rows, JsonLinesWriter writer) throws IOException {
    writer.write(rows);
    writer.flush();
  }
}

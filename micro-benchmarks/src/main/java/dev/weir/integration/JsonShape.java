package dev.weir.integration;

import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.TableContent;
import java.util.Locale;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Tables of JSON documents. The texts have the form in which jsonb is written: keys by length, then
 * by bytes, one space after each colon and comma.
 */
public enum JsonShape {
  /** About 200 bytes. */
  SMALL(20_000, 1, 0),
  /** About 2 KB: ten orders. */
  MEDIUM(5_000, 10, 0),
  /** About 45 KB: 230 orders, which the server stores compressed. */
  LARGE(200, 230, 0),
  /** Sixty objects, each within the one before; about 2 KB. */
  DEEP(5_000, 0, 60);

  /** Braces, brackets, seven names, the values of six, and two names and values of the address. */
  private static final long ORDER_TOKENS = 24;

  /** Braces, two names, a number, brackets. */
  private static final long LIST_TOKENS = 7;

  /** Braces, three names, two values. */
  private static final long NODE_TOKENS = 7;

  private final int rows;
  private final int orders;
  private final int depth;

  JsonShape(int rows, int orders, int depth) {
    this.rows = rows;
    this.orders = orders;
    this.depth = depth;
  }

  /** Returns the table with its default number of rows, or with fewer. */
  TableContent table(int rowsMax) {
    return new JsonTable(this, Math.min(rows, rowsMax));
  }

  /** Returns the number of tokens of each document, counted by hand in the parts below. */
  long tokens() {
    return orders == 1
        ? ORDER_TOKENS
        : orders > 1 ? LIST_TOKENS + orders * ORDER_TOKENS : depth * NODE_TOKENS + 1;
  }

  private String document(int id) {
    StringBuilder json = new StringBuilder();
    if (depth > 0) {
      appendNested(json, id, depth);
    } else if (orders == 1) {
      appendOrder(json, id);
    } else {
      json.append("{\"id\": ").append(id).append(", \"orders\": [");
      for (int i = 0; i < orders; i++) {
        json.append(i == 0 ? "" : ", ");
        appendOrder(json, id * 1_000 + i);
      }
      json.append("]}");
    }
    return json.toString();
  }

  private static void appendOrder(StringBuilder json, int id) {
    long a = RowSink.mixed(id) >>> 1;
    json.append("{\"id\": ").append(id);
    json.append(", \"sku\": \"").append(hex(a)).append('"');
    json.append(", \"paid\": ").append(a % 3 != 0);
    json.append(", \"tags\": [\"t").append(a % 100).append("\", \"t").append(a % 77).append("\"]");
    json.append(", \"email\": \"user").append(a % 250_000).append("@mail.example\"");
    json.append(", \"total\": ").append(a % 100_000).append('.').append(10 + a % 90);
    json.append(", \"address\": {\"city\": \"city ").append(a % 1_000);
    json.append("\", \"street\": \"street ").append(a % 10_000).append("\"}}");
  }

  private static void appendNested(StringBuilder json, int id, int levels) {
    for (int level = 0; level < levels; level++) {
      json.append("{\"id\": ").append(level).append(", \"key\": \"");
      json.append(hex(RowSink.mixed(id + level) >>> 1)).append("\", \"node\": ");
    }
    json.append("null").append("}".repeat(levels));
  }

  private static String hex(long value) {
    return Long.toHexString(value);
  }

  /** Passes the rows of a batch to a sink. */
  static void feedBatch(VectorSchemaRoot root, RowSink sink) {
    IntVector id = (IntVector) root.getVector(0);
    VarCharVector data = (VarCharVector) root.getVector(1);
    for (int row = 0; row < root.getRowCount(); row++) {
      sink.int64(id.get(row));
      ShopEvents.feedText(data, row, sink);
      sink.end();
    }
  }

  private record JsonTable(JsonShape shape, int rows) implements TableContent {
    @Override
    public String name() {
      return "json_%s_%d".formatted(shape.name().toLowerCase(Locale.ROOT), rows);
    }

    @Override
    public String definition() {
      return "id integer NOT NULL, data jsonb NOT NULL";
    }

    @Override
    public void appendCopyText(int id, StringBuilder line) {
      line.append(id).append('\t').append(shape.document(id));
    }

    @Override
    public void feed(int id, RowSink sink) {
      sink.int64(id);
      sink.text(shape.document(id));
      sink.end();
    }
  }
}

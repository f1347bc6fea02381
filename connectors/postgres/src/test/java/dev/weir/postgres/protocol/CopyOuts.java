package dev.weir.postgres.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.wire.CopyBatchReader;
import dev.weir.postgres.wire.CopyMessages;
import dev.weir.postgres.wire.Decoders;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Reads COPY of one text column, and alters its messages. */
final class CopyOuts {
  private static final BatchLimits LIMITS = new BatchLimits(1 << 20, 1 << 16, 8 << 20);

  /** What a frame has before the first field of its row: header, field count, field length. */
  private static final int BEFORE_FIELD = 5 + 2 + 4;

  private CopyOuts() {}

  static String series(int rows) {
    return "SELECT n::text FROM generate_series(1, %d) n".formatted(rows);
  }

  static Consumer<SQLException> hasState(String state) {
    return error -> assertThat(error.getSQLState()).isEqualTo(state);
  }

  static String copy(String query) {
    return "COPY (" + query + ") TO STDOUT (FORMAT binary)";
  }

  static List<String> read(
      PostgresConnection connection, String query, Class<? extends CopyMessages> type)
      throws SQLException {
    return read(connection, query, type, batch -> {});
  }

  static List<String> read(
      PostgresConnection connection,
      String query,
      Class<? extends CopyMessages> type,
      Consumer<Batch> onFirst)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (RootAllocator allocator = new RootAllocator();
        CopyMessages messages = connection.copyOut(copy(query))) {
      assertThat(messages).isInstanceOf(type);
      try (CopyBatchReader reader =
          new CopyBatchReader(
              messages,
              new Schema(List.of(Field.nullable("c0", new ArrowType.Utf8()))),
              List.of(Decoders.bytes(allocator)),
              LIMITS,
              allocator)) {
        boolean first = true;
        for (Optional<Batch> next = reader.next(); next.isPresent(); next = reader.next()) {
          try (Batch batch = next.get()) {
            for (int row = 0; row < batch.rows(); row++) {
              rows.add(String.valueOf(batch.root().getVector(0).getObject(row)));
            }
            if (first) {
              onFirst.accept(batch);
              first = false;
            }
          }
        }
      }
    }
    return rows;
  }

  /** A change of what the server sends at the frame of the row that has the mark. */
  @FunctionalInterface
  interface AtFrame {
    byte[] change(byte[] bytes, int frame);
  }

  static UnaryOperator<byte[]> atMark(AtFrame change) {
    return bytes -> {
      int mark = new String(bytes, ISO_8859_1).indexOf("MARK");
      return mark < 0 ? bytes : change.change(bytes, mark - BEFORE_FIELD);
    };
  }

  static byte[] with(byte[] bytes, int at, int value) {
    ByteBuffer.wrap(bytes).putInt(at, value);
    return bytes;
  }

  static byte[] message(char type, byte[] body) {
    return ByteBuffer.allocate(5 + body.length)
        .put((byte) type)
        .putInt(4 + body.length)
        .put(body)
        .array();
  }

  static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}

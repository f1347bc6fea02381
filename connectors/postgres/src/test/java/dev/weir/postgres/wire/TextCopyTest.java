package dev.weir.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.batch.Batch;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import dev.weir.postgres.sql.PinnedSession;
import dev.weir.postgres.type.ColumnType;
import dev.weir.postgres.type.ColumnTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.Oid;

/** Rows are encoded as the server prints them by COPY in text format. */
class TextCopyTest {
  private static final List<Integer> OIDS =
      List.of(
          Oid.BOOL,
          Oid.INT2,
          Oid.INT4,
          Oid.INT8,
          Oid.TEXT,
          Oid.BYTEA,
          Oid.UUID,
          Oid.DATE,
          Oid.TIME,
          Oid.TIMESTAMP,
          Oid.TIMESTAMPTZ);

  private static final String QUERY =
      """
      SELECT a, b::int2, c::int4, d::int8, e, f, g, h, i, j, k FROM (VALUES
        (true, (-32768)::int2, (-2147483648)::int4, (-9223372036854775808)::int8, '', ''::bytea,
         '00000000-0000-0000-0000-000000000000'::uuid, '-infinity'::date, '00:00'::time,
         '-infinity'::timestamp, '-infinity'::timestamptz),
        (false, 32767::int2, 2147483647, 9223372036854775807, E'\\b\\f\\n\\r\\t\\v\\\\\\x01\\x1b|,"\u00e4\u6771', '\\x00ff5c0a',
         'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'infinity', '24:00', 'infinity', 'infinity'),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (true, 0, 0, 0, '\\N', '\\x5c', NULL, '4713-01-01 BC', '23:59:59.999999',
         '4713-01-01 00:00:00.5 BC', '4713-01-01 00:00 BC'),
        (true, 9, 10, 99, '\\.', '\\x', NULL, '5874897-12-31', '00:00:00.000100',
         '294246-12-31 23:59:59.999999', '0001-01-01 00:00:00.01 BC')) AS edges (a, b, c, d, e, f, g, h, i, j, k)
      UNION ALL
      SELECT n % 2 = 0, n::int2, n * 65537, n * 4611686018427387, repeat(chr(n % 100 + 1), n % 40),
             decode(md5(n::text), 'hex'), md5(n::text)::uuid, '0001-01-01'::date + n * 97,
             '00:00'::time + n * interval '1.001001 s', '1600-02-28'::timestamp + n * interval '31:31:31.031',
             '0099-12-31'::timestamptz + n * interval '100 days 1.1 s'
      FROM generate_series(0, 1999) n
      """;

  private final TestDatabase database = TestServer.database("text_copy");

  @Test
  void write_decodedRows_areThoseOfTheServersTextFormat() throws SQLException, IOException {
    try (Connection connection = database.connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(PinnedSession.SQL);
      }
      byte[] expected = copied(connection, "text");

      byte[] written = encoded(new Rows(connection));

      assertThat(new String(written, StandardCharsets.UTF_8))
          .isEqualTo(new String(expected, StandardCharsets.UTF_8));
      assertThat(written).isEqualTo(expected);
    }
  }

  private static byte[] copied(Connection connection, String format)
      throws SQLException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("COPY (" + QUERY + ") TO STDOUT (FORMAT " + format + ")", out);
    return out.toByteArray();
  }

  /** The rows by binary COPY. */
  private record Rows(Connection connection) {
    CopyMessages messages() throws SQLException {
      CopyOut copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY (" + QUERY + ") TO STDOUT (FORMAT binary)");
      return new MessageArrays(copy::readFromCopy, () -> {});
    }
  }

  private static byte[] encoded(Rows rows) throws SQLException {
    WireColumns columns =
        new WireColumns(OIDS.stream().map(oid -> ColumnTypes.of(oid, false, "")).toList());
    List<ColumnEncoder> encoders = new ArrayList<>();
    for (ColumnType type : columns.types()) {
      encoders.add(TextEncoders.of(type.arrowType(), encoders.size() == OIDS.size() - 1));
    }
    CopyBatchWriter writer =
        CopyBatchWriter.ofText(encoders, IntStream.range(0, OIDS.size()).toArray());
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (RootAllocator allocator = new RootAllocator();
        CopyBatchReader reader =
            columns.reader(rows.messages(), WireColumns.WIDE_LIMITS, allocator)) {
      Optional<Batch> next = reader.next();
      while (next.isPresent()) {
        try (Batch batch = next.get()) {
          writer.write(
              batch.root(), (block, first) -> written.write(block.bytes(), 0, block.length()));
        }
        next = reader.next();
      }
    }
    return written.toByteArray();
  }
}

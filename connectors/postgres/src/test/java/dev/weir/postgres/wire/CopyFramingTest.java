package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyStream.int4;
import static dev.weir.postgres.wire.CopyStream.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.batch.Batch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.Oid;

/** Header, row boundaries and trailer of a stream. */
class CopyFramingTest {
  private static final WireColumns COLUMNS = WireColumns.of(Oid.INT4, Oid.TEXT);

  @Test
  void next_rowsThenTrailer_returnsTheRows() throws SQLException {
    CopyStream stream = new CopyStream().row(int4(-7), text("ä")).row(int4(8), text("")).trailer();

    assertThat(read(stream)).containsExactly("-7 ä", "8 ");
  }

  @Test
  void next_headerWithExtension_skipsIt() throws SQLException {
    CopyStream stream =
        new CopyStream()
            .extension(3, (byte) 1, (byte) 2, (byte) 3)
            .row(int4(5), text("x"))
            .trailer();

    assertThat(read(stream)).containsExactly("5 x");
  }

  @Test
  void next_headerInSeparateMessage_isAccepted() throws SQLException {
    CopyStream stream = new CopyStream().message().row(int4(5), text("x")).trailer();

    assertThat(read(stream)).containsExactly("5 x");
  }

  @Test
  void next_headerThenTrailer_isEmpty() throws SQLException {
    assertThat(read(new CopyStream().trailer())).isEmpty();
    assertThat(read(new CopyStream().message().trailer())).isEmpty();
  }

  @Test
  void next_nonCriticalFlags_areIgnored() throws SQLException {
    assertThat(read(new CopyStream().flags(0x0000FFFF).row(int4(1), text("x")).trailer()))
        .containsExactly("1 x");
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 16, 1 << 31})
  void open_unknownCriticalFlag_fails(int flag) {
    assertFails(new CopyStream().flags(flag).trailer(), "unknown flags");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3, Integer.MAX_VALUE})
  void open_extensionExceedsMessage_fails(int length) {
    assertFails(new CopyStream().extension(length).trailer(), "extension has " + length);
  }

  @Test
  void open_invalidSignature_fails() {
    byte[] header = CopyBinary.header();
    header[10] = '\n';

    assertFails(new CopyStream().header(header).trailer(), "COPY signature");
    assertFails(new CopyStream().header((byte) 'P').trailer(), "COPY signature");
  }

  @Test
  void open_noMessage_fails() {
    try (RootAllocator allocator = new RootAllocator()) {
      assertThatThrownBy(
              () ->
                  COLUMNS.reader(
                      new MessageArrays(() -> null, () -> {}), WireColumns.WIDE_LIMITS, allocator))
          .isInstanceOf(MalformedCopyException.class)
          .hasMessageContaining("empty");
    }
  }

  @Test
  void next_trailerMissing_fails() {
    assertFails(new CopyStream().row(int4(1), text("x")), "without its trailer");
    assertFails(new CopyStream().message(), "without its trailer");
  }

  @Test
  void next_dataAfterTrailer_fails() {
    assertFails(new CopyStream().trailer().row(int4(1), text("x")), "after its trailer");
    assertFails(new CopyStream().row(int4(1), text("x")).trailer().trailer(), "after its trailer");
    assertFails(
        new CopyStream().message(CopyStream.joined(CopyBinary.trailer(), new byte[1])),
        "after its trailer");
  }

  @Test
  void next_wrongFieldCount_fails() {
    assertFails(new CopyStream().row(int4(1)).trailer(), "A row of 1 fields; the stream has 2");
    assertFails(new CopyStream().message((byte) 0xFF, (byte) 0xFE).trailer(), "A row of -2 fields");
  }

  @Test
  void next_rowShorterThanFieldCount_fails() {
    assertFails(new CopyStream().message((byte) 0).trailer(), "A row of 1 bytes");
  }

  /** The payload of the notice looks like a row. */
  @ParameterizedTest
  @ValueSource(ints = {1, 17, 1 << 16})
  void next_noticesAmongTheData_areNotRows(int pieceBytes) throws SQLException {
    CopyStream stream = new CopyStream().row(int4(-7), text("ä")).row(int4(8), text("")).trailer();
    byte[] notice = CopyStream.joined(new byte[] {0, 2}, int4(9), text("notice"));

    assertThat(read(stream.receivedWithNotices(notice, pieceBytes))).containsExactly("-7 ä", "8 ");
  }

  /** The row is in the buffer together with those before it. */
  @Test
  void next_malformedRowAfterOthers_failsWithItsPlace() {
    CopyStream stream = new CopyStream().row(int4(1), text("x")).row(int4(2), text("yy"));

    assertFails(
        stream.row(int4(3)).trailer(),
        "A row of 1 fields; the stream has 2 columns (row 3, byte 50");
  }

  @Test
  void next_bytesAfterLastField_fails() {
    assertFails(
        new CopyStream().row(int4(1), CopyStream.joined(text("x"), new byte[3])).trailer(),
        "A row of 18 bytes, 3 of them after its last field (row 1, byte 34");
  }

  private static void assertFails(CopyStream stream, String message) {
    for (CopyMessages messages : forms(stream)) {
      assertThatThrownBy(() -> read(messages))
          .isInstanceOf(MalformedCopyException.class)
          .hasMessageContaining(message);
    }
  }

  private static List<String> read(CopyStream stream) throws SQLException {
    List<CopyMessages> forms = forms(stream);
    List<String> rows = read(forms.get(0));
    for (CopyMessages messages : forms.subList(1, forms.size())) {
      assertThat(read(messages)).isEqualTo(rows);
    }
    return rows;
  }

  /** The driver's arrays, and messages of which one buffer has a part, one, or all. */
  private static List<CopyMessages> forms(CopyStream stream) {
    return List.of(
        stream.messages(), stream.received(1), stream.received(17), stream.received(1 << 16));
  }

  /** Returns each row as text; closing the allocator fails if memory is leaked. */
  private static List<String> read(CopyMessages messages) throws SQLException {
    try (BufferAllocator allocator = new RootAllocator();
        CopyBatchReader reader = COLUMNS.reader(messages, WireColumns.WIDE_LIMITS, allocator)) {
      List<String> rows = new ArrayList<>();
      Optional<Batch> next = reader.next();
      while (next.isPresent()) {
        try (Batch batch = next.get()) {
          List<FieldVector> columns = batch.root().getFieldVectors();
          for (int row = 0; row < batch.rows(); row++) {
            rows.add(columns.get(0).getObject(row) + " " + columns.get(1).getObject(row));
          }
        }
        next = reader.next();
      }
      return rows;
    }
  }
}

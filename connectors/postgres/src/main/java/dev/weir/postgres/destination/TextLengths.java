package dev.weir.postgres.destination;

import dev.weir.core.error.Place;
import dev.weir.postgres.sql.PostgresError;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Checks texts against the lengths of the target's columns, where these may be shorter. The server
 * refuses a text that is too long, but where only blanks are too much it cuts them without a word.
 */
final class TextLengths {
  private static final int CONTINUATION_MASK = 0xC0;
  private static final int CONTINUATION = 0x80;

  private final List<LoadColumn> limited;
  private final Place place;

  TextLengths(LoadTable table, Place place) {
    this.limited =
        table.columns().stream().filter(column -> column.charsMax().isPresent()).toList();
    this.place = place;
  }

  /**
   * Checks a batch.
   *
   * @throws dev.weir.core.error.WeirException where a text is too long; names the column
   */
  void check(VectorSchemaRoot batch) {
    for (LoadColumn column : limited) {
      check(column, batch.getVector(column.index()), column.charsMax().orElseThrow());
    }
  }

  private void check(LoadColumn column, FieldVector vector, int charsMax) {
    ArrowBuf offsets = vector.getOffsetBuffer();
    ArrowBuf data = vector.getDataBuffer();
    int rows = vector.getValueCount();
    int start = rows == 0 ? 0 : offsets.getInt(0);
    for (int row = 0; row < rows; row++) {
      int end = offsets.getInt((row + 1L) * Integer.BYTES);
      // A character has one byte or more.
      if (end - start > charsMax && !vector.isNull(row)) {
        int chars = chars(data, start, end);
        if (chars > charsMax) {
          throw PostgresError.TOO_LONG.at(
              place.inColumn(column.name()),
              "A text of %d characters does not fit the target's %s"
                  .formatted(chars, column.column().type()));
        }
      }
      start = end;
    }
  }

  /** The code points of a UTF-8 text: its bytes that begin one. */
  private static int chars(ArrowBuf data, int start, int end) {
    int chars = 0;
    for (int at = start; at < end; at++) {
      if ((data.getByte(at) & CONTINUATION_MASK) != CONTINUATION) {
        chars++;
      }
    }
    return chars;
  }
}

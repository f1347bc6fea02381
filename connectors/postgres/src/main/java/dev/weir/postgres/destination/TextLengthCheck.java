package dev.weir.postgres.destination;

import dev.weir.core.error.Place;
import dev.weir.postgres.sql.PostgresError;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Checks values against the length limits of the target columns. The server rejects values that are
 * too long, but truncates excess trailing spaces silently.
 */
final class TextLengthCheck {
  private static final int CONTINUATION_MASK = 0xC0;
  private static final int CONTINUATION = 0x80;

  private final List<LoadColumn> limited;
  private final Place place;

  TextLengthCheck(LoadTable table, Place place) {
    this.limited =
        table.columns().stream().filter(column -> column.charsMax().isPresent()).toList();
    this.place = place;
  }

  /**
   * Checks a batch.
   *
   * @throws dev.weir.core.error.WeirException if a value is too long, with its column
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
      // Each character has at least one byte.
      if (end - start > charsMax && !vector.isNull(row)) {
        int chars = chars(data, start, end);
        if (chars > charsMax) {
          throw PostgresError.TOO_LONG.at(
              place.inColumn(column.name()),
              "A value of %d characters is too long for type %s"
                  .formatted(chars, column.column().type()));
        }
      }
      start = end;
    }
  }

  /** Counts the code points of a UTF-8 text. */
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

package dev.weir.postgres.wire;

import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a binary COPY stream into rows. The server sends one row per message; the first message
 * also contains the header. Not thread-safe.
 */
public final class CopyRows {
  /** Supplies CopyData messages; null at the end. */
  @FunctionalInterface
  public interface Messages {
    byte @Nullable [] next() throws SQLException;
  }

  private final Messages messages;
  private final int columns;
  private byte @Nullable [] pending;
  private int pendingPosition;
  private boolean ended;

  /** Creates a splitter; waits for the first message. */
  CopyRows(Messages messages, int columns) throws SQLException {
    this.messages = messages;
    this.columns = columns;
    byte[] first = messages.next();
    if (first == null) {
      throw new MalformedCopyException("The COPY stream is empty");
    }
    int start = checkHeader(first);
    if (start < first.length) {
      accept(first, start);
    } else {
      read();
    }
  }

  /** Outcomes of {@link #fill}. */
  enum Filled {
    /** The block is full; more may follow. */
    BLOCK,
    /** The next row would exceed the budget. */
    BUDGET,
    /** The stream has ended. */
    END
  }

  /**
   * Clears the block and fills it.
   *
   * @param rowsMax at most {@link RowBlock#ROWS_MAX}
   * @param budgetBytes the maximum bytes of all rows; a row that exceeds it is left for the next
   *     call
   * @param extraRowBytes added to the bytes of each row
   */
  Filled fill(RowBlock block, int rowsMax, long budgetBytes, int extraRowBytes)
      throws SQLException {
    block.clear();
    long left = budgetBytes;
    while (block.count < rowsMax) {
      byte[] row = pending;
      if (row == null) {
        return Filled.END;
      }
      left -= row.length - pendingPosition + extraRowBytes;
      if (left < 0) {
        return Filled.BUDGET;
      }
      block.add(row, pendingPosition);
      read();
    }
    return Filled.BLOCK;
  }

  /** Returns the size of the next row in bytes; 0 at the end. */
  long nextRowBytes() {
    byte[] row = pending;
    return row == null ? 0 : row.length - pendingPosition;
  }

  private void read() throws SQLException {
    pending = null;
    byte[] message = ended ? null : messages.next();
    if (message == null) {
      if (!ended) {
        throw new MalformedCopyException("The COPY stream ends without its trailer");
      }
      return;
    }
    accept(message, 0);
  }

  private void accept(byte[] message, int start) throws SQLException {
    if (message.length - start < CopyBinary.FIELD_COUNT_BYTES) {
      throw new MalformedCopyException("A row of " + (message.length - start) + " bytes");
    }
    short fields = (short) CopyBinary.INT16.get(message, start);
    if (fields == CopyBinary.TRAILER) {
      ended = true;
      if (message.length - start > CopyBinary.FIELD_COUNT_BYTES || messages.next() != null) {
        throw new MalformedCopyException("The COPY stream continues after its trailer");
      }
      return;
    }
    if (fields != columns) {
      throw new MalformedCopyException(
          "A row of " + fields + " fields; the stream has " + columns + " columns");
    }
    pending = message;
    pendingPosition = start + CopyBinary.FIELD_COUNT_BYTES;
  }

  /** Returns the offset of the first row. */
  private static int checkHeader(byte[] message) {
    if (message.length < CopyBinary.HEADER_BYTES
        || !Arrays.equals(
            message,
            0,
            CopyBinary.SIGNATURE.length,
            CopyBinary.SIGNATURE,
            0,
            CopyBinary.SIGNATURE.length)) {
      throw new MalformedCopyException("The stream does not begin with the COPY signature");
    }
    int flags = (int) CopyBinary.INT32.get(message, CopyBinary.FLAGS_OFFSET);
    if ((flags & CopyBinary.CRITICAL_FLAGS) != 0) {
      throw new MalformedCopyException("The COPY stream has unknown flags " + flags);
    }
    int extension = (int) CopyBinary.INT32.get(message, CopyBinary.EXTENSION_LENGTH_OFFSET);
    if (extension < 0 || extension > message.length - CopyBinary.HEADER_BYTES) {
      throw new MalformedCopyException("The COPY header's extension has " + extension + " bytes");
    }
    return CopyBinary.HEADER_BYTES + extension;
  }
}

package dev.weir.postgres.wire;

import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a binary COPY stream into rows. The server sends one row a message, the header before the
 * first row in the same message. For one thread.
 */
public final class CopyRows {
  /** Where the messages come from; null at the end. */
  @FunctionalInterface
  public interface Messages {
    byte @Nullable [] next() throws SQLException;
  }

  private final Messages messages;
  private final int columns;
  private byte @Nullable [] pending;
  private int pendingPosition;
  private boolean ended;

  /** Waits for the stream's first message. */
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

  /** How filling a block ended. */
  enum Filled {
    /** The block is full; more may follow. */
    BLOCK,
    /** The next row would exceed the budget. */
    BUDGET,
    /** There is no further row. */
    END
  }

  /**
   * Clears the block and fills it.
   *
   * @param rowsMax at most {@link RowBlock#ROWS_MAX}
   * @param budgetBytes the rows' bytes; a row that exceeds it is left for the next call
   * @param extraRowBytes what each row takes of the budget beyond its own bytes
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

  /** The next row's bytes; 0 at the end. */
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
        throw new MalformedCopyException("The COPY stream goes on after its trailer");
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

  /** Returns where the first row begins. */
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

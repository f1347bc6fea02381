package dev.weir.postgres.wire;

import java.sql.SQLException;
import java.util.Arrays;

/**
 * Splits a binary COPY stream into rows. The server sends one row per message; the first message
 * also contains the header. Not thread-safe.
 */
final class CopyRows {
  private static final int END = CopyMessages.END;

  /** What a message's length counts beside the fields: itself and their number. */
  private static final int LENGTH_BYTES = Integer.BYTES + CopyBinary.FIELD_COUNT_BYTES;

  /** The header of a message and the number of fields. */
  private static final int ROW_PREFIX_BYTES =
      CopyMessages.HEADER_BYTES + CopyBinary.FIELD_COUNT_BYTES;

  private final CopyMessages messages;
  private final CopyBuffer buffer;
  private final int columns;

  /** The header's bytes in the current message. */
  private int skipped;

  private boolean ended;
  private boolean stopsAtPause;
  private long batchStart;
  private long rows;
  private long streamByte;

  /** Waits for the stream's header. */
  CopyRows(CopyMessages messages, int columns) throws SQLException {
    this.messages = messages;
    this.buffer = messages.buffer;
    this.columns = columns;
    int length = length();
    if (length == END) {
      throw malformed("The COPY stream is empty");
    }
    skipped = headerBytes(length);
    if (skipped == length) {
      advance(length);
    }
  }

  /** Outcomes of {@link #fill}. */
  enum Filled {
    /** The block is full; more may follow. */
    BLOCK,
    /** The next row would exceed the budget. */
    BUDGET,
    /** The server pauses, and the batch has rows; see {@link #stopAtPause}. */
    PAUSE,
    /** The stream has ended. */
    END
  }

  /** From now on, a batch ends where the next row is not there yet. */
  void stopAtPause() {
    stopsAtPause = true;
  }

  /** The rows from here on are those of the next batch. */
  void startBatch() {
    batchStart = rows;
  }

  /**
   * Clears the block and fills it. Its rows are valid until the next call.
   *
   * @param rowsMax at most {@link RowBlock#ROWS_MAX}
   * @param budgetBytes the maximum bytes of all rows; a row that exceeds it is left for the next
   *     call
   * @param extraRowBytes added to the bytes of each row
   */
  Filled fill(RowBlock block, int rowsMax, long budgetBytes, int extraRowBytes)
      throws SQLException {
    buffer.release();
    block.clear(rows + 1, streamByte + skipped);
    Filled filled = collect(block, rowsMax, budgetBytes, extraRowBytes);
    block.move(buffer.takeMoved());
    block.data = buffer.bytes();
    return filled;
  }

  private Filled collect(RowBlock block, int rowsMax, long budgetBytes, int extraRowBytes)
      throws SQLException {
    long left = budgetBytes;
    while (block.count < rowsMax) {
      if (messages.isAtHeader()) {
        left = collectReceived(block, rowsMax, left, extraRowBytes);
        if (block.count == rowsMax) {
          break;
        }
      }
      if (stopsAtPause && rows > batchStart && !messages.isReady()) {
        return Filled.PAUSE;
      }
      int rowBytes = nextRowBytes();
      if (rowBytes == END) {
        return Filled.END;
      }
      left -= rowBytes + (long) extraRowBytes;
      if (left < 0 || (block.count > 0 && block.rowBytes + rowBytes > RowBlock.BYTES_MAX)) {
        return Filled.BUDGET;
      }
      int fields = skipped + CopyBinary.FIELD_COUNT_BYTES;
      int start = messages.await(fields + rowBytes) + fields;
      int moved = buffer.takeMoved();
      if (moved != 0) {
        block.move(moved);
      }
      block.add(start, start + rowBytes);
      advance(fields + rowBytes);
      rows++;
    }
    return Filled.BLOCK;
  }

  /**
   * Adds the rows that are completely in the buffer, up to a message that needs a closer look: the
   * first one, the trailer, another type, a row beyond the budget, an error.
   *
   * @return the budget that is left
   */
  private long collectReceived(RowBlock block, int rowsMax, long budgetBytes, int extraRowBytes) {
    if (skipped > 0) {
      return budgetBytes;
    }
    byte[] bytes = buffer.bytes();
    int start = buffer.position();
    int end = start + buffer.available();
    int before = block.count;
    int at = start;
    long left = budgetBytes;
    while (block.count < rowsMax && end - at >= ROW_PREFIX_BYTES) {
      int rowBytes = (int) CopyBinary.INT32.get(bytes, at + CopyMessages.TYPE_BYTES) - LENGTH_BYTES;
      int fields = at + ROW_PREFIX_BYTES;
      long leftAfter = left - rowBytes - extraRowBytes;
      if (bytes[at] != CopyMessages.COPY_DATA
          || rowBytes < 0
          || rowBytes > end - fields
          || (short) CopyBinary.INT16.get(bytes, at + CopyMessages.HEADER_BYTES) != columns
          || leftAfter < 0
          || (block.count > 0 && block.rowBytes + rowBytes > RowBlock.BYTES_MAX)) {
        break;
      }
      block.add(fields, fields + rowBytes);
      at = fields + rowBytes;
      left = leftAfter;
    }
    int added = block.count - before;
    buffer.advance(at - start);
    rows += added;
    streamByte += at - start - (long) added * CopyMessages.HEADER_BYTES;
    return left;
  }

  /**
   * Returns the bytes of the next row after its field count; {@link CopyMessages#END} at the end.
   */
  int nextRowBytes() throws SQLException {
    int length = length();
    if (length == END) {
      if (!ended) {
        throw malformed("The COPY stream ends without its trailer");
      }
      return END;
    }
    if (ended) {
      throw malformed("The COPY stream goes on after its trailer");
    }
    int rowBytes = length - skipped;
    if (rowBytes < CopyBinary.FIELD_COUNT_BYTES) {
      throw malformed("A row of " + rowBytes + " bytes");
    }
    int start = messages.await(skipped + CopyBinary.FIELD_COUNT_BYTES) + skipped;
    short fields = (short) CopyBinary.INT16.get(buffer.bytes(), start);
    if (fields == CopyBinary.TRAILER) {
      return end(rowBytes);
    }
    if (fields != columns) {
      throw malformed("A row of " + fields + " fields; the stream has " + columns + " columns");
    }
    return rowBytes - CopyBinary.FIELD_COUNT_BYTES;
  }

  private int end(int rowBytes) throws SQLException {
    ended = true;
    if (rowBytes > CopyBinary.FIELD_COUNT_BYTES) {
      throw malformed("The COPY stream goes on after its trailer");
    }
    advance(skipped + rowBytes);
    return nextRowBytes();
  }

  private int length() throws SQLException {
    try {
      return messages.length();
    } catch (MalformedCopyException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private void advance(int length) {
    messages.advance();
    streamByte += length;
    skipped = 0;
  }

  private MalformedCopyException malformed(String message) {
    return new MalformedCopyException(message, rows + 1, streamByte + skipped);
  }

  /** Returns the length of the header. */
  private int headerBytes(int length) throws SQLException {
    byte[] signature = CopyBinary.SIGNATURE;
    boolean complete = length >= CopyBinary.HEADER_BYTES;
    int start = complete ? messages.await(CopyBinary.HEADER_BYTES) : 0;
    byte[] bytes = buffer.bytes();
    if (!complete
        || !Arrays.equals(bytes, start, start + signature.length, signature, 0, signature.length)) {
      throw malformed("The stream does not begin with the COPY signature");
    }
    int flags = (int) CopyBinary.INT32.get(bytes, start + CopyBinary.FLAGS_OFFSET);
    if ((flags & CopyBinary.CRITICAL_FLAGS) != 0) {
      throw malformed("The COPY stream has unknown flags " + flags);
    }
    int extension = (int) CopyBinary.INT32.get(bytes, start + CopyBinary.EXTENSION_LENGTH_OFFSET);
    if (extension < 0 || extension > length - CopyBinary.HEADER_BYTES) {
      throw malformed("The COPY header's extension has " + extension + " bytes");
    }
    messages.await(CopyBinary.HEADER_BYTES + extension);
    return CopyBinary.HEADER_BYTES + extension;
  }
}

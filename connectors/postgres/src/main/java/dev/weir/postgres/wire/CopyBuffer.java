package dev.weir.postgres.wire;

/**
 * A sliding window over a stream of COPY messages. Bytes are appended at the end; {@link #position}
 * is the current message; the messages before it stay until {@link #release}.
 *
 * <p>Making room moves the bytes that are in use to the front of the array, or to a larger array.
 * For one thread.
 */
public final class CopyBuffer {
  static final int BYTES = 256 << 10;

  /** An array over this size is replaced by one of {@link #BYTES} once its bytes fit again. */
  private static final int KEPT_BYTES_MAX = 1 << 20;

  private byte[] bytes = new byte[BYTES];
  private int used;
  private int position;
  private int end;
  private int moved;

  /** Returns the array; valid until room is made. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the index of the current message. */
  public int position() {
    return position;
  }

  /** Returns the number of bytes from {@link #position} on. */
  public int available() {
    return end - position;
  }

  /** Moves {@link #position} past this many of the available bytes. */
  public void advance(int count) {
    if (count < 0 || count > available()) {
      throw new IllegalArgumentException(count + " of " + available() + " bytes");
    }
    position += count;
  }

  /**
   * Makes room for more bytes.
   *
   * @return the index where they are to be written; call {@link #written} then
   */
  public int makeRoom(int count) {
    if (bytes.length - end < count) {
      int kept = end - used;
      int needed = Math.addExact(kept, count);
      byte[] to = bytes;
      if (needed > bytes.length) {
        to = new byte[(int) Math.max(needed, Math.min(2L * bytes.length, KEPT_BYTES_MAX))];
      } else if (bytes.length > KEPT_BYTES_MAX && needed <= BYTES) {
        to = new byte[BYTES];
      }
      System.arraycopy(bytes, used, to, 0, kept);
      bytes = to;
      moved += used;
      position -= used;
      end = kept;
      used = 0;
    }
    return end;
  }

  /** Adds bytes that were written to the array. */
  public void written(int count) {
    end += count;
  }

  /** Gives up the messages before the current one. */
  void release() {
    used = position;
    moved = 0;
  }

  /** Returns how far bytes were moved to the front since the last call or release. */
  int takeMoved() {
    int distance = moved;
    moved = 0;
    return distance;
  }
}

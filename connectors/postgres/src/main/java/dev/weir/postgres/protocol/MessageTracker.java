package dev.weir.postgres.protocol;

/**
 * Follows the borders of the messages that a server sends. Until the first message, a server
 * answers each request for encryption with one byte. Source: PostgreSQL documentation, "Message
 * Formats" and "Message Flow", sections "SSL Session Encryption" and "GSSAPI Session Encryption".
 */
final class MessageTracker {
  static final int TYPE_BYTES = 1;

  /** The length of a message, which includes itself and not the type. */
  static final int LENGTH_BYTES = 4;

  static final int HEADER_BYTES = TYPE_BYTES + LENGTH_BYTES;

  private static final byte REFUSED = 'N';
  private static final byte TLS = 'S';
  private static final byte GSS = 'G';

  private boolean begun;
  private boolean unreadable;
  private byte type;
  private int headerBytes;
  private int length;
  private long left;

  /** Returns whether the messages cannot be seen: they are encrypted, or not in the protocol. */
  boolean isUnreadable() {
    return unreadable;
  }

  /** Returns the number of bytes that certainly belong to the current message. */
  long untilEnd() {
    return left > 0 ? left : HEADER_BYTES - headerBytes;
  }

  /** Returns whether all bytes so far are whole messages, the last one of this type. */
  boolean isAfter(byte wanted) {
    return begun && !unreadable && headerBytes == 0 && left == 0 && type == wanted;
  }

  /** Follows bytes that were received. */
  void follow(byte[] bytes, int from, int count) {
    int at = from;
    int end = from + count;
    while (at < end && !unreadable) {
      if (left > 0) {
        int skipped = (int) Math.min(left, end - at);
        left -= skipped;
        at += skipped;
      } else {
        header(bytes[at++]);
      }
    }
  }

  private void header(byte next) {
    if (!begun && (next == REFUSED || next == TLS || next == GSS)) {
      unreadable = next != REFUSED;
      return;
    }
    begun = true;
    if (headerBytes == 0) {
      type = next;
      length = 0;
    } else {
      length = length << Byte.SIZE | (next & 0xFF);
    }
    headerBytes++;
    if (headerBytes == HEADER_BYTES) {
      headerBytes = 0;
      left = (long) length - LENGTH_BYTES;
      if (left < 0) {
        // Nothing can be told from here on; the driver reports it.
        unreadable = true;
      }
    }
  }
}

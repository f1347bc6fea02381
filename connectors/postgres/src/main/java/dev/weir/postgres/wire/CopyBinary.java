package dev.weir.postgres.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Constants of the binary COPY format, which is big-endian. Source: PostgreSQL documentation, COPY,
 * "Binary Format".
 *
 * <pre>
 * header  11 bytes signature, int32 flags, int32 extension length, extension
 * row     int16 field count, then for each field int32 length (-1 is NULL) and the bytes
 * trailer int16 -1
 * </pre>
 */
public final class CopyBinary {
  static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', '\0'
  };
  static final int FLAGS_OFFSET = SIGNATURE.length;
  static final int EXTENSION_LENGTH_OFFSET = FLAGS_OFFSET + Integer.BYTES;

  /** Size of a header without extension. */
  static final int HEADER_BYTES = EXTENSION_LENGTH_OFFSET + Integer.BYTES;

  static final int FIELD_COUNT_BYTES = Short.BYTES;
  static final int LENGTH_BYTES = Integer.BYTES;
  static final int NULL_LENGTH = -1;
  static final short TRAILER = -1;

  /** Flags 16 to 31 are critical: a reader must reject unknown ones. */
  static final int CRITICAL_FLAGS = 0xFFFF0000;

  static final VarHandle INT16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INT32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INT64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private CopyBinary() {}

  /** Returns a header without flags and extension. */
  public static byte[] header() {
    byte[] header = new byte[HEADER_BYTES];
    System.arraycopy(SIGNATURE, 0, header, 0, SIGNATURE.length);
    return header;
  }

  /** Returns the trailer. */
  public static byte[] trailer() {
    byte[] trailer = new byte[FIELD_COUNT_BYTES];
    INT16.set(trailer, 0, TRAILER);
    return trailer;
  }
}

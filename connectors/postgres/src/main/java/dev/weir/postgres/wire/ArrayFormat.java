package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyBinary.INT32;

import dev.weir.postgres.wire.MalformedCopyException.InRow;

/**
 * The wire format of arrays. Source: PostgreSQL, arrayfuncs.c, array_send.
 *
 * <pre>
 * int32 dimensions, int32 whether there are NULLs, int32 element type; for each dimension int32
 * elements, int32 lower bound; then for each element int32 length (-1 is NULL) and the bytes
 * </pre>
 */
final class ArrayFormat {
  /** The header of an empty array, which has no dimension. */
  static final int EMPTY_BYTES = 3 * Integer.BYTES;

  /** The header of an array of one dimension. */
  static final int HEADER_BYTES = 5 * Integer.BYTES;

  private static final int ELEMENT_TYPE = 2 * Integer.BYTES;
  private static final int SIZE = 3 * Integer.BYTES;
  private static final int LOWER_BOUND = 4 * Integer.BYTES;
  private static final int FIRST = 1;

  private ArrayFormat() {}

  static int headerBytes(int elements) {
    return elements == 0 ? EMPTY_BYTES : HEADER_BYTES;
  }

  /**
   * Returns the number of elements of an array.
   *
   * @param r its row in the block
   * @throws InRow if the array has more than one dimension or another lower bound than 1
   */
  static int elements(byte[] data, int at, int length, int r) {
    if (length < EMPTY_BYTES) {
      throw new InRow(r, "An array of " + length + " bytes");
    }
    int dimensions = (int) INT32.get(data, at);
    if (dimensions == 0 && length == EMPTY_BYTES) {
      return 0;
    }
    if (dimensions != 1) {
      throw new InRow(r, "An array of " + dimensions + " dimensions, which a list does not hold");
    }
    int size = length < HEADER_BYTES ? 0 : (int) INT32.get(data, at + SIZE);
    if (size <= 0) {
      throw new InRow(r, "An array of " + length + " bytes and " + size + " elements");
    }
    int lowerBound = (int) INT32.get(data, at + LOWER_BOUND);
    if (lowerBound != FIRST) {
      throw new InRow(
          r, "An array with lower bound " + lowerBound + ", which a list does not hold");
    }
    return size;
  }

  /** Writes the header of an array and returns its end. */
  static int writeHeader(byte[] out, int at, int elements, boolean hasNulls, long elementOid) {
    INT32.set(out, at, elements == 0 ? 0 : 1);
    INT32.set(out, at + Integer.BYTES, hasNulls ? 1 : 0);
    INT32.set(out, at + ELEMENT_TYPE, (int) elementOid);
    if (elements > 0) {
      INT32.set(out, at + SIZE, elements);
      INT32.set(out, at + LOWER_BOUND, FIRST);
    }
    return at + headerBytes(elements);
  }
}

package dev.weir.rules.sequence;

/**
 * The first byte of each value in the bytes of a key. Numbers are little-endian; texts (UTF-8) and
 * byte strings follow a length of four bytes. Equal values have equal bytes: a number that is an
 * integer has the tag of an integer, whatever its field's type.
 */
final class KeyTag {
  static final byte NULL = 0;
  static final byte FALSE = 1;
  static final byte TRUE = 2;

  /** Eight bytes: an integer from -2^63 to 2^63 - 1. */
  static final byte INTEGER = 3;

  /** Eight bytes: an integer from 2^63 to 2^64 - 1, unsigned. */
  static final byte LARGE_INTEGER = 4;

  /** Eight bytes: any other number; all NaN are one value. */
  static final byte FLOAT = 5;

  static final byte TEXT = 6;
  static final byte BYTES = 7;

  private KeyTag() {}
}

package dev.weir.rules.event;

import java.util.List;

/**
 * Reads one event. A value is read in two steps: {@link #find} gives its position, which the typed
 * methods take. The typed method must be that of the field's type in the schema.
 */
public interface EventReader {
  /** The position of a value that is missing or null. */
  int MISSING = -1;

  /** Returns the id of the event's type; 0 if the schema does not have it. */
  int type();

  /** Returns the time that orders events and measures spans, in nanoseconds. */
  long monotonicNanos();

  /** Returns the time of day, in nanoseconds since the epoch. */
  long wallNanos();

  /** Returns the upper 64 bits of the entity key. */
  long entityHigh();

  /** Returns the lower 64 bits of the entity key. */
  long entityLow();

  /** Returns the position of a field's value, or {@link #MISSING}. */
  int find(int field);

  /** Returns an I64, or the bits of a U64. */
  long longAt(int position);

  /** Returns an F64. */
  double doubleAt(int position);

  /** Returns a Bool. */
  boolean booleanAt(int position);

  /** Returns a String; may create it. */
  String textAt(int position);

  /** Gives a String to a target, without creating it. */
  void copyText(int position, TextTarget target);

  /** Returns whether a String is equal to a constant, without creating the String. */
  boolean textEquals(int position, TextConstant constant);

  /** Returns Bytes, which the caller must not change. */
  byte[] bytesAt(int position);

  /**
   * Returns the elements of an array: Long (I64, and the bits of U64), Double, Boolean, String or
   * {@code byte[]}.
   */
  List<Object> arrayAt(int position);
}

package dev.weir.rules.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event with its values in arrays, sorted by field id. */
public final class Event implements EventReader {
  private final int type;
  private final long monotonicNanos;
  private final long wallNanos;
  private final long entityHigh;
  private final long entityLow;

  /** Ascending. */
  private final int[] fields;

  /** I64, bits of U64 and F64, and 0 or 1 for Bool; by position. */
  private final long[] numbers;

  /** String, {@code byte[]} and List; by position. Null for numbers. */
  private final @Nullable Object[] objects;

  Event(
      int type,
      long monotonicNanos,
      long wallNanos,
      long entityHigh,
      long entityLow,
      int[] fields,
      long[] numbers,
      @Nullable Object[] objects) {
    this.type = type;
    this.monotonicNanos = monotonicNanos;
    this.wallNanos = wallNanos;
    this.entityHigh = entityHigh;
    this.entityLow = entityLow;
    this.fields = fields;
    this.numbers = numbers;
    this.objects = objects;
  }

  @Override
  public int type() {
    return type;
  }

  @Override
  public long monotonicNanos() {
    return monotonicNanos;
  }

  @Override
  public long wallNanos() {
    return wallNanos;
  }

  @Override
  public long entityHigh() {
    return entityHigh;
  }

  @Override
  public long entityLow() {
    return entityLow;
  }

  @Override
  public int find(int field) {
    int low = 0;
    int high = fields.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = fields[middle];
      if (found == field) {
        return middle;
      }
      if (found < field) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return MISSING;
  }

  @Override
  public long longAt(int position) {
    return numbers[position];
  }

  @Override
  public double doubleAt(int position) {
    return Double.longBitsToDouble(numbers[position]);
  }

  @Override
  public boolean booleanAt(int position) {
    return numbers[position] != 0;
  }

  @Override
  public String textAt(int position) {
    return (String) object(position);
  }

  @Override
  public void copyText(int position, TextTarget target) {
    target.writeText(textAt(position));
  }

  @Override
  public boolean textEquals(int position, TextConstant constant) {
    return constant.text().equals(objects[position]);
  }

  @Override
  public byte[] bytesAt(int position) {
    return (byte[]) object(position);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Object> arrayAt(int position) {
    return (List<Object>) object(position);
  }

  private Object object(int position) {
    Object value = objects[position];
    if (value == null) {
      throw new IllegalStateException("The field " + fields[position] + " holds a number");
    }
    return value;
  }
}

package dev.weir.postgres.wire;

/** Creates column encoders by wire format; the inverse of {@link Decoders}. */
public final class Encoders {
  private static final int NO_PREFIX = -1;

  private Encoders() {}

  public static ColumnEncoder bool() {
    return new FixedEncoder(FixedWidth.BIT, WriteKernels::bool);
  }

  public static ColumnEncoder int16() {
    return new FixedEncoder(FixedWidth.BYTES_2, WriteKernels::int16);
  }

  public static ColumnEncoder int32() {
    return new FixedEncoder(FixedWidth.BYTES_4, WriteKernels::int32);
  }

  public static ColumnEncoder int64() {
    return new FixedEncoder(FixedWidth.BYTES_8, WriteKernels::int64);
  }

  public static ColumnEncoder bytes16() {
    return new FixedEncoder(FixedWidth.BYTES_16, WriteKernels::bytes16);
  }

  public static ColumnEncoder days() {
    return new FixedEncoder(FixedWidth.BYTES_4, WriteKernels::days);
  }

  public static ColumnEncoder micros() {
    return new FixedEncoder(FixedWidth.BYTES_8, WriteKernels::micros);
  }

  public static ColumnEncoder bytes() {
    return new VariableEncoder(NO_PREFIX);
  }

  public static ColumnEncoder versionedBytes(byte version) {
    return new VariableEncoder(version);
  }

  /** A 128-bit integer, in units of the last digit of the scale, as a numeric. */
  public static ColumnEncoder decimal(int scale) {
    return new DecimalEncoder(scale);
  }

  /** Months, days and nanoseconds as an interval; refuses fractions of microseconds. */
  public static ColumnEncoder monthDayNano() {
    return new FixedEncoder(FixedWidth.BYTES_16, IntervalKernels::encode);
  }

  /**
   * A list as an array of one dimension.
   *
   * @param elementOid the target's element type
   */
  public static ColumnEncoder list(long elementOid, ColumnEncoder element) {
    return new ListEncoder(elementOid, element);
  }

  /**
   * A signed integer as one of another width; refuses values that are out of its range.
   *
   * @param fromBytes the width in Arrow: 1, 2, 4 or 8
   * @param toBytes the width on the wire: 2, 4 or 8
   */
  public static ColumnEncoder integer(int fromBytes, int toBytes) {
    FixedWidth width =
        switch (toBytes) {
          case Short.BYTES -> FixedWidth.BYTES_2;
          case Integer.BYTES -> FixedWidth.BYTES_4;
          default -> FixedWidth.BYTES_8;
        };
    return new FixedEncoder(
        width,
        (values, validity, first, out) ->
            NumberKernels.integer(values, validity, first, out, fromBytes, toBytes));
  }

  /** A float4 as a float8. */
  public static ColumnEncoder widenedFloat() {
    return new FixedEncoder(FixedWidth.BYTES_8, NumberKernels::widenedFloat);
  }
}

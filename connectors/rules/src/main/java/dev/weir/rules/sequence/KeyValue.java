package dev.weir.rules.sequence;

import dev.weir.rules.eql.number.TextNumbers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A value of a join key. */
public sealed interface KeyValue {
  /** Returns the value as text; that of a null is empty. */
  String text();

  /** A null, of a part that allows it. */
  record Absent() implements KeyValue {
    @Override
    public String text() {
      return "";
    }
  }

  record Truth(boolean value) implements KeyValue {
    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }

  /** An integer that a long holds, whatever the type of its field. */
  record Whole(long value) implements KeyValue {
    @Override
    public String text() {
      return Long.toString(value);
    }
  }

  /** An unsigned integer from 2^63, by its bits. */
  record Large(long bits) implements KeyValue {
    @Override
    public String text() {
      return Long.toUnsignedString(bits);
    }
  }

  /** A number that is no such integer. */
  record Real(double value) implements KeyValue {
    @Override
    public String text() {
      return TextNumbers.of(value);
    }
  }

  record Text(String value) implements KeyValue {
    @Override
    public String text() {
      return value;
    }
  }

  /** Bytes, in hexadecimal digits. */
  record Hex(String digits) implements KeyValue {
    @Override
    public String text() {
      return digits;
    }
  }

  /** Returns the values of a key that a {@link KeyWriter} has written. */
  static List<KeyValue> decode(byte[] key) {
    ByteBuffer from = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    List<KeyValue> values = new ArrayList<>();
    while (from.hasRemaining()) {
      byte tag = from.get();
      values.add(
          switch (tag) {
            case KeyTag.NULL -> new Absent();
            case KeyTag.FALSE -> new Truth(false);
            case KeyTag.TRUE -> new Truth(true);
            case KeyTag.INTEGER -> new Whole(from.getLong());
            case KeyTag.LARGE_INTEGER -> new Large(from.getLong());
            case KeyTag.FLOAT -> new Real(from.getDouble());
            case KeyTag.TEXT -> new Text(new String(block(from), StandardCharsets.UTF_8));
            case KeyTag.BYTES -> new Hex(HexFormat.of().formatHex(block(from)));
            default -> throw new IllegalArgumentException("No value begins with " + tag);
          });
    }
    return values;
  }

  private static byte[] block(ByteBuffer from) {
    byte[] block = new byte[from.getInt()];
    from.get(block);
    return block;
  }
}

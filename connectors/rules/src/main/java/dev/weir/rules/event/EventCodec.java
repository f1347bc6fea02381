package dev.weir.rules.event;

import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import dev.weir.rules.schema.FieldType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Events as bytes: the compact form in which matches remember their events. A field is written as
 * its id and its value, numbers and lengths with seven bits a byte, the lowest first. The bytes are
 * valid for one schema.
 */
public final class EventCodec {
  private static final int SEVEN_BITS = 7;
  private static final int MORE = 0x80;

  private final EventSchema schema;

  public EventCodec(EventSchema schema) {
    this.schema = schema;
  }

  /** Returns the bytes of an event. */
  public byte[] encode(EventReader event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      writeNumber(out, event.type());
      out.writeLong(event.monotonicNanos());
      out.writeLong(event.wallNanos());
      out.writeLong(event.entityHigh());
      out.writeLong(event.entityLow());
      for (Field field : schema.fields()) {
        int position = event.find(field.id());
        if (position != EventReader.MISSING) {
          writeNumber(out, field.id());
          writeValue(out, event, position, field.type());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void writeValue(
      DataOutputStream out, EventReader event, int position, FieldType type) throws IOException {
    switch (type) {
      case I64 -> writeNumber(out, zigzag(event.longAt(position)));
      case U64 -> writeNumber(out, event.longAt(position));
      case F64 -> out.writeDouble(event.doubleAt(position));
      case BOOL -> out.writeBoolean(event.booleanAt(position));
      case STRING -> writeBytes(out, event.utf8At(position));
      case BYTES -> writeBytes(out, event.bytesAt(position));
      default -> {
        List<Object> elements = event.arrayAt(position);
        writeNumber(out, elements.size());
        for (Object element : elements) {
          writeElement(out, element);
        }
      }
    }
  }

  private static void writeElement(DataOutputStream out, Object element) throws IOException {
    if (element instanceof Long number) {
      out.writeLong(number);
    } else if (element instanceof Double number) {
      out.writeDouble(number);
    } else if (element instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (element instanceof String text) {
      writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    } else {
      writeBytes(out, (byte[]) element);
    }
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    writeNumber(out, bytes.length);
    out.write(bytes);
  }

  private static void writeNumber(DataOutputStream out, long number) throws IOException {
    long rest = number;
    while ((rest & -MORE) != 0) {
      out.writeByte((int) ((rest & (MORE - 1)) | MORE));
      rest >>>= SEVEN_BITS;
    }
    out.writeByte((int) rest);
  }

  /** Small negative numbers are short, too. */
  private static long zigzag(long number) {
    return (number << 1) ^ (number >> (Long.SIZE - 1));
  }

  /** Returns the event of bytes that {@link #encode} has returned for the same schema. */
  public Event decode(byte[] bytes) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    EventBuilder builder = new EventBuilder(schema);
    try {
      builder.type((int) readNumber(in));
      builder.times(in.readLong(), in.readLong());
      builder.entity(in.readLong(), in.readLong());
      while (in.available() > 0) {
        int id = (int) readNumber(in);
        readValue(in, builder, id, schema.field(id).type());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A stored event is truncated", e);
    }
    return builder.build();
  }

  private static void readValue(DataInputStream in, EventBuilder builder, int id, FieldType type)
      throws IOException {
    switch (type) {
      case I64 -> {
        long coded = readNumber(in);
        builder.i64(id, (coded >>> 1) ^ -(coded & 1));
      }
      case U64 -> builder.u64(id, readNumber(in));
      case F64 -> builder.f64(id, in.readDouble());
      case BOOL -> builder.bool(id, in.readBoolean());
      case STRING -> builder.text(id, new String(readBytes(in), StandardCharsets.UTF_8));
      case BYTES -> builder.bytes(id, readBytes(in));
      default -> {
        int size = (int) readNumber(in);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          elements.add(readElement(in, type.element()));
        }
        builder.array(id, type, elements);
      }
    }
  }

  private static Object readElement(DataInputStream in, FieldType type) throws IOException {
    return switch (type) {
      case F64 -> in.readDouble();
      case BOOL -> in.readBoolean();
      case STRING -> new String(readBytes(in), StandardCharsets.UTF_8);
      case BYTES -> readBytes(in);
      default -> in.readLong();
    };
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes((int) readNumber(in));
  }

  private static long readNumber(DataInputStream in) throws IOException {
    long number = 0;
    for (int shift = 0; ; shift += SEVEN_BITS) {
      int next = in.readUnsignedByte();
      number |= (long) (next & (MORE - 1)) << shift;
      if (next < MORE) {
        return number;
      }
    }
  }
}

package dev.weir.rules.sequence;

import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.event.EventException;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import dev.weir.rules.schema.FieldType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Events with all of their fields as bytes: type, both times, entity key, then each field that is
 * present, as its id and value. Texts and bytes follow their length, the elements of an array their
 * number.
 */
public final class CapturedFields implements EventCapture {
  private static final String CORRUPT = "The bytes of a captured event are corrupt";

  private final EventSchema schema;
  private final Field[] fields;

  public CapturedFields(EventSchema schema) {
    this.schema = schema;
    this.fields = schema.fields().toArray(Field[]::new);
  }

  /** Returns the bytes of an event. */
  public byte[] encode(EventReader event) {
    CaptureBuffer buffer = new CaptureBuffer();
    capture(event, buffer);
    return Arrays.copyOf(buffer.bytes(), buffer.length());
  }

  @Override
  public void capture(EventReader event, CaptureBuffer to) {
    to.writeCount(event.type());
    to.writeLong(event.monotonicNanos());
    to.writeLong(event.wallNanos());
    to.writeLong(event.entityHigh());
    to.writeLong(event.entityLow());
    for (Field field : fields) {
      int position = event.find(field.id());
      if (position != EventReader.MISSING) {
        to.writeCount(field.id());
        write(field.type(), event, position, to);
      }
    }
  }

  private static void write(FieldType type, EventReader event, int position, CaptureBuffer to) {
    switch (type) {
      case I64, U64 -> to.writeLong(event.longAt(position));
      case F64 -> to.writeLong(Double.doubleToRawLongBits(event.doubleAt(position)));
      case BOOL -> to.writeByte(event.booleanAt(position) ? 1 : 0);
      case STRING -> event.copyText(position, to);
      case BYTES -> writeBlock(event.bytesAt(position), to);
      case I64_ARRAY, U64_ARRAY, F64_ARRAY, BOOL_ARRAY, STRING_ARRAY, BYTES_ARRAY -> {
        List<Object> elements = event.arrayAt(position);
        to.writeCount(elements.size());
        elements.forEach(element -> writeElement(element, to));
      }
    }
  }

  private static void writeElement(Object element, CaptureBuffer to) {
    if (element instanceof Long number) {
      to.writeLong(number);
    } else if (element instanceof Double number) {
      to.writeLong(Double.doubleToRawLongBits(number));
    } else if (element instanceof Boolean truth) {
      to.writeByte(truth ? 1 : 0);
    } else if (element instanceof String text) {
      to.writeText(text);
    } else {
      writeBlock((byte[]) element, to);
    }
  }

  private static void writeBlock(byte[] bytes, CaptureBuffer to) {
    to.writeCount(bytes.length);
    to.writeBytes(bytes);
  }

  /**
   * Returns an event.
   *
   * @throws SequenceException if the bytes are no event of the schema
   */
  public Event decode(byte[] content) {
    ByteBuffer from = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    try {
      EventBuilder builder =
          new EventBuilder(schema)
              .type(count(from))
              .times(from.getLong(), from.getLong())
              .entity(from.getLong(), from.getLong());
      while (from.hasRemaining()) {
        int id = count(from);
        if (id < 1 || id > schema.fields().size()) {
          throw new SequenceException(CORRUPT);
        }
        read(schema.field(id), from, builder);
      }
      return builder.build();
    } catch (BufferUnderflowException | EventException e) {
      throw new SequenceException(CORRUPT, e);
    }
  }

  private static void read(Field field, ByteBuffer from, EventBuilder to) {
    int id = field.id();
    switch (field.type()) {
      case I64 -> to.i64(id, from.getLong());
      case U64 -> to.u64(id, from.getLong());
      case F64 -> to.f64(id, Double.longBitsToDouble(from.getLong()));
      case BOOL -> to.bool(id, from.get() != 0);
      case STRING -> to.text(id, text(from));
      case BYTES -> to.bytes(id, block(from));
      case I64_ARRAY, U64_ARRAY, F64_ARRAY, BOOL_ARRAY, STRING_ARRAY, BYTES_ARRAY -> {
        int size = count(from);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          elements.add(element(field.type().element(), from));
        }
        to.array(id, field.type(), elements);
      }
    }
  }

  private static Object element(FieldType type, ByteBuffer from) {
    return switch (type) {
      case F64 -> Double.longBitsToDouble(from.getLong());
      case BOOL -> from.get() != 0;
      case STRING -> text(from);
      case BYTES -> block(from);
      default -> from.getLong();
    };
  }

  private static String text(ByteBuffer from) {
    return new String(block(from), StandardCharsets.UTF_8);
  }

  private static byte[] block(ByteBuffer from) {
    int length = count(from);
    if (length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] block = new byte[length];
    from.get(block);
    return block;
  }

  /** Reads what {@link CaptureBuffer#writeCount} writes. */
  private static int count(ByteBuffer from) {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte next = from.get();
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        break;
      }
    }
    if (value < 0) {
      throw new SequenceException(CORRUPT);
    }
    return value;
  }
}

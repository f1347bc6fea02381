package dev.weir.rules.event;

import dev.weir.core.batch.ColumnMetadata;
import dev.weir.rules.schema.FieldType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** The field types of Arrow columns, and their readers. */
public final class BatchColumns {
  private BatchColumns() {}

  /** Returns the field type of a column; empty if a column of its type cannot be a field. */
  public static Optional<FieldType> type(Field column) {
    String extension = column.getMetadata().getOrDefault(ColumnMetadata.EXTENSION, "");
    if (extension.equals(ColumnMetadata.UUID)) {
      return Optional.of(FieldType.STRING);
    }
    if (extension.equals(ColumnMetadata.OPAQUE)) {
      return Optional.empty();
    }
    if (column.getType() instanceof ArrowType.List) {
      return scalar(column.getChildren().get(0).getType()).map(FieldType::array);
    }
    return scalar(column.getType());
  }

  /** Returns the field type of a vector, which has the metadata of its column or not. */
  static Optional<FieldType> type(FieldVector vector) {
    return vector instanceof FixedSizeBinaryVector
        ? Optional.of(FieldType.STRING)
        : type(vector.getField());
  }

  private static Optional<FieldType> scalar(ArrowType type) {
    if (type instanceof ArrowType.Int integer) {
      return Optional.of(integer.getIsSigned() ? FieldType.I64 : FieldType.U64);
    }
    if (type instanceof ArrowType.FloatingPoint floating) {
      return Optional.of(FieldType.F64)
          .filter(found -> floating.getPrecision() != FloatingPointPrecision.HALF);
    }
    if (type instanceof ArrowType.Bool) {
      return Optional.of(FieldType.BOOL);
    }
    if (type instanceof ArrowType.Utf8) {
      return Optional.of(FieldType.STRING);
    }
    return type instanceof ArrowType.Binary ? Optional.of(FieldType.BYTES) : Optional.empty();
  }

  /** Returns the reader of a column for which {@link #type} is not empty. */
  static BatchColumn reader(FieldVector vector) {
    if (vector instanceof BaseIntVector) {
      return new Integers(vector);
    }
    if (vector instanceof Float8Vector || vector instanceof Float4Vector) {
      return new Floats(vector);
    }
    if (vector instanceof BitVector bits) {
      return new Booleans(bits);
    }
    if (vector instanceof VarCharVector texts) {
      return new Texts(texts);
    }
    if (vector instanceof FixedSizeBinaryVector uuids) {
      return new Uuids(uuids);
    }
    if (vector instanceof VarBinaryVector bytes) {
      return new ByteStrings(bytes);
    }
    if (vector instanceof ListVector lists) {
      return new Arrays(lists);
    }
    throw new IllegalArgumentException("No field can be read from " + vector.getField());
  }

  private static final class Integers extends BatchColumn {
    private final BaseIntVector vector;

    Integers(FieldVector vector) {
      super(vector);
      this.vector = (BaseIntVector) vector;
    }

    @Override
    long longAt(int row) {
      return vector.getValueAsLong(row);
    }
  }

  private static final class Floats extends BatchColumn {
    Floats(FieldVector vector) {
      super(vector);
    }

    @Override
    double doubleAt(int row) {
      return vector() instanceof Float8Vector doubles
          ? doubles.get(row)
          : ((Float4Vector) vector()).get(row);
    }
  }

  private static final class Booleans extends BatchColumn {
    private final BitVector vector;

    Booleans(BitVector vector) {
      super(vector);
      this.vector = vector;
    }

    @Override
    boolean booleanAt(int row) {
      return vector.get(row) != 0;
    }
  }

  /** Texts that are read once are kept: rules that share no condition read the same ones. */
  private static final class Texts extends BatchColumn {
    private final VarCharVector vector;
    private @Nullable String[] read = {};

    Texts(VarCharVector vector) {
      super(vector);
      this.vector = vector;
    }

    @Override
    String textAt(int row) {
      if (read.length == 0) {
        read = new @Nullable String[vector.getValueCount()];
      }
      String text = read[row];
      if (text == null) {
        text = new String(vector.get(row), StandardCharsets.UTF_8);
        read[row] = text;
      }
      return text;
    }

    @Override
    void copyText(int row, TextTarget target) {
      int start = vector.getStartOffset(row);
      target.writeUtf8(vector.getDataBuffer(), start, vector.getEndOffset(row) - start);
    }

    @Override
    boolean textEquals(int row, TextConstant constant) {
      int start = vector.getStartOffset(row);
      return vector.getEndOffset(row) - start == constant.utf8().length
          && constant.isAt(vector.getDataBuffer(), start);
    }
  }

  /** Texts such as {@code f81d4fae-7dec-11d0-a765-00a0c91e6bf6}. Source: RFC 9562, section 4. */
  private static final class Uuids extends BatchColumn {
    private final FixedSizeBinaryVector vector;

    Uuids(FixedSizeBinaryVector vector) {
      super(vector);
      this.vector = vector;
    }

    @Override
    String textAt(int row) {
      ByteBuffer bytes = ByteBuffer.wrap(vector.get(row));
      return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }

    @Override
    void copyText(int row, TextTarget target) {
      target.writeText(textAt(row));
    }

    @Override
    boolean textEquals(int row, TextConstant constant) {
      return constant.text().equals(textAt(row));
    }
  }

  private static final class ByteStrings extends BatchColumn {
    private final VarBinaryVector vector;

    ByteStrings(VarBinaryVector vector) {
      super(vector);
      this.vector = vector;
    }

    @Override
    byte[] bytesAt(int row) {
      return vector.get(row);
    }
  }

  /** Arrays, whose null elements are left out. */
  private static final class Arrays extends BatchColumn {
    private final ListVector vector;
    private final BatchColumn elements;
    private final FieldType type;

    Arrays(ListVector vector) {
      super(vector);
      this.vector = vector;
      this.elements = reader(vector.getDataVector());
      this.type = scalar(vector.getDataVector().getField().getType()).orElseThrow();
    }

    @Override
    List<Object> arrayAt(int row) {
      ArrowBuf offsets = vector.getOffsetBuffer();
      int end = offsets.getInt((row + 1L) * ListVector.OFFSET_WIDTH);
      List<Object> values = new ArrayList<>();
      for (int i = offsets.getInt((long) row * ListVector.OFFSET_WIDTH); i < end; i++) {
        if (elements.isPresent(i)) {
          values.add(element(i));
        }
      }
      return values;
    }

    private Object element(int index) {
      return switch (type) {
        case F64 -> elements.doubleAt(index);
        case BOOL -> elements.booleanAt(index);
        case STRING -> elements.textAt(index);
        case BYTES -> elements.bytesAt(index);
        default -> elements.longAt(index);
      };
    }
  }
}

package dev.weir.core.batch;

import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Schema;

/** Generates batches with random values; only nullable fields contain nulls. */
final class RandomBatches {
  private static final int BYTES_MAX = 12;
  private static final int LIST_LENGTH_MAX = 3;

  private final Random random;
  private final int nullPercent;

  private RandomBatches(Random random, int nullPercent) {
    this.random = random;
    this.nullPercent = nullPercent;
  }

  /** Returns a batch owned by the caller. */
  static VectorSchemaRoot of(Schema schema, int rows, long seed, BufferAllocator allocator) {
    Random random = new Random(seed);
    int nullPercent = new int[] {0, 10, 50, 100}[random.nextInt(4)];
    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
    RandomBatches batches = new RandomBatches(random, nullPercent);
    for (FieldVector vector : root.getFieldVectors()) {
      batches.fill(vector, rows);
    }
    root.setRowCount(rows);
    return root;
  }

  private void fill(FieldVector vector, int values) {
    if (values == 0) {
      return; // Empty vectors may be unallocated.
    }
    if (vector instanceof BaseFixedWidthVector fixed) {
      fillFixed(fixed, values);
    } else if (vector instanceof BaseVariableWidthVector variable) {
      variable.allocateNew();
      for (int i = 0; i < values; i++) {
        if (isNull(vector)) {
          variable.setNull(i);
        } else {
          variable.setSafe(i, bytes());
        }
      }
    } else if (vector instanceof BaseLargeVariableWidthVector variable) {
      variable.allocateNew();
      for (int i = 0; i < values; i++) {
        if (isNull(vector)) {
          variable.setNull(i);
        } else {
          variable.setSafe(i, bytes());
        }
      }
    } else if (!(vector instanceof NullVector)) {
      fillNested(vector, values);
    }
    vector.setValueCount(values);
  }

  private void fillFixed(BaseFixedWidthVector vector, int values) {
    vector.allocateNew(values);
    for (int i = 0; i < values; i++) {
      if (isNull(vector)) {
        continue;
      }
      BitVectorHelper.setBit(vector.getValidityBuffer(), i);
      if (vector instanceof BitVector bits) {
        bits.set(i, random.nextInt(2));
      } else {
        byte[] value = new byte[vector.getTypeWidth()];
        random.nextBytes(value);
        vector.getDataBuffer().setBytes((long) i * value.length, value);
      }
    }
  }

  private void fillNested(FieldVector vector, int values) {
    vector.allocateNew();
    if (vector instanceof ListVector list) {
      int total = 0;
      for (int i = 0; i < values; i++) {
        if (isNull(vector)) {
          list.setNull(i);
        } else {
          int length = random.nextInt(LIST_LENGTH_MAX + 1);
          list.startNewValue(i);
          list.endValue(i, length);
          total += length;
        }
      }
      fill(list.getDataVector(), total);
    } else if (vector instanceof LargeListVector list) {
      int total = 0;
      for (int i = 0; i < values; i++) {
        if (isNull(vector)) {
          list.setNull(i);
        } else {
          int length = random.nextInt(LIST_LENGTH_MAX + 1);
          list.startNewValue(i);
          list.endValue(i, length);
          total += length;
        }
      }
      fill(list.getDataVector(), total);
    } else if (vector instanceof FixedSizeListVector list) {
      for (int i = 0; i < values; i++) {
        if (isNull(vector)) {
          list.setNull(i);
        } else {
          list.startNewValue(i);
        }
      }
      fill(list.getDataVector(), values * list.getListSize());
    } else if (vector instanceof StructVector struct) {
      for (int i = 0; i < values; i++) {
        if (isNull(vector)) {
          struct.setNull(i);
        } else {
          struct.setIndexDefined(i);
        }
      }
      struct.getChildrenFromFields().forEach(child -> fill(child, values));
    } else {
      throw new IllegalArgumentException("No values for " + vector.getField());
    }
  }

  private boolean isNull(FieldVector vector) {
    return vector.getField().isNullable() && random.nextInt(100) < nullPercent;
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(BYTES_MAX + 1)];
    random.nextBytes(bytes);
    return bytes;
  }
}

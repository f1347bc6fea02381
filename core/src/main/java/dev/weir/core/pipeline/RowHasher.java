package dev.weir.core.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.arrow.memory.util.ArrowBufPointer;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.ElementAddressableVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Hashes rows by their values: XXH64 of their bytes, in a form that differs for any two rows of a
 * schema that differ. Each value follows a byte that tells it from NULL, each text and list its
 * length. Arrow's own hash of a vector does not tell {@code [NULL, 1]} from {@code [1]}.
 */
final class RowHasher {
  private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();
  private static final long SEED = 0;
  private static final byte NULL = 0;
  private static final byte VALUE = 1;
  private static final int INITIAL_CAPACITY = 1024;

  private final ArrowBufPointer value = new ArrowBufPointer();
  private byte[] array = new byte[INITIAL_CAPACITY];

  /** Over the array. */
  private ByteBuffer bytes = littleEndian(array);

  /** Returns a hash for each row. */
  long[] hash(VectorSchemaRoot root) {
    long[] hashes = new long[root.getRowCount()];
    for (int row = 0; row < hashes.length; row++) {
      bytes.clear();
      for (FieldVector vector : root.getFieldVectors()) {
        append(vector, row);
      }
      hashes[row] = HASH.hash(array, 0, bytes.position(), SEED);
    }
    return hashes;
  }

  private void append(FieldVector vector, int index) {
    ensure(1);
    if (vector.isNull(index)) {
      bytes.put(NULL);
      return;
    }
    bytes.put(VALUE);
    if (vector instanceof BitVector bits) {
      ensure(1);
      bytes.put((byte) bits.get(index));
    } else if (vector instanceof ElementAddressableVector values) {
      appendBytes(values.getDataPointer(index, value));
    } else if (vector instanceof BaseListVector list) {
      appendElements(vector, list.getElementStartIndex(index), list.getElementEndIndex(index));
    } else if (vector instanceof LargeListVector list) {
      appendElements(vector, list.getElementStartIndex(index), list.getElementEndIndex(index));
    } else if (vector instanceof StructVector) {
      for (FieldVector child : vector.getChildrenFromFields()) {
        append(child, index);
      }
    } else {
      throw new IllegalStateException("No batch has a column of " + vector.getMinorType());
    }
  }

  private void appendBytes(ArrowBufPointer pointer) {
    int length = Math.toIntExact(pointer.getLength());
    ensure(Integer.BYTES + length);
    bytes.putInt(length);
    if (pointer.getBuf() != null) {
      pointer.getBuf().getBytes(pointer.getOffset(), array, bytes.position(), length);
    }
    bytes.position(bytes.position() + length);
  }

  private void appendElements(FieldVector list, long start, long end) {
    ensure(Integer.BYTES);
    bytes.putInt(Math.toIntExact(end - start));
    FieldVector elements = list.getChildrenFromFields().get(0);
    for (long i = start; i < end; i++) {
      append(elements, Math.toIntExact(i));
    }
  }

  private void ensure(int added) {
    int needed = Math.addExact(bytes.position(), added);
    if (needed > array.length) {
      int position = bytes.position();
      array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * needed));
      bytes = littleEndian(array).position(position);
    }
  }

  private static ByteBuffer littleEndian(byte[] array) {
    return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
  }
}

package dev.weir.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.validate.ValidateVectorBufferVisitor;

/**
 * A message with a changed number or byte is rejected, or its batch can be read without an
 * out-of-bounds access. Runs with and without Arrow's bounds checks.
 */
class IpcCorruptionTest {
  private static final int BODY_CHANGES = 60;

  @Provide
  Arbitrary<Schema> schemas() {
    return RandomSchemas.schemas();
  }

  @Property(tries = 100)
  void decode_changedMetadataNumber_isRejectedOrEqual(
      @ForAll("schemas") Schema schema, @ForAll @IntRange(max = 40) int rows, @ForAll long seed) {
    with(
        schema,
        rows,
        seed,
        encoded -> {
          MessageFields fields = MessageFields.of(encoded.message);
          assertThat(fields.toMessage()).hasSameSizeAs(encoded.message);
          for (int i = 0; i < fields.numbers().size(); i++) {
            long number = fields.numbers().get(i);
            for (long changed : changes(number, encoded.random)) {
              encoded.assertRejectedOrEqual(
                  fields.with(i, changed).toMessage(),
                  "number " + i + ", " + number + " to " + changed);
            }
          }
        });
  }

  /** Includes the offsets and tables of the flatbuffer. */
  @Property(tries = 100)
  void decode_flippedMetadataBit_isRejectedOrEqual(
      @ForAll("schemas") Schema schema, @ForAll @IntRange(max = 40) int rows, @ForAll long seed) {
    with(
        schema,
        rows,
        seed,
        encoded -> {
          int end = encoded.message.length - MessageFields.of(encoded.message).body().length;
          for (int index = 0; index < end; index++) {
            byte[] corrupted = encoded.message.clone();
            int bit = encoded.random.nextInt(Byte.SIZE);
            corrupted[index] ^= (byte) (1 << bit);
            encoded.assertRejectedOrEqual(corrupted, "bit " + bit + " of byte " + index);
          }
        });
  }

  /** Invalid offsets are rejected; other changed values remain readable. */
  @Property(tries = 300)
  void decode_changedBody_isRejectedOrReadable(
      @ForAll("schemas") Schema schema,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll long seed) {
    with(
        schema,
        rows,
        seed,
        encoded -> {
          int bodyBytes = MessageFields.of(encoded.message).body().length;
          for (int i = 0; i < BODY_CHANGES && bodyBytes > 0; i++) {
            byte[] corrupted = encoded.message.clone();
            int index = corrupted.length - 1 - encoded.random.nextInt(bodyBytes);
            corrupted[index] = (byte) encoded.random.nextInt();
            try (Batch batch = Messages.decode(corrupted, schema, encoded.allocator)) {
              batch.root().getFieldVectors().forEach(IpcCorruptionTest::assertReadable);
            } catch (CorruptMessageException e) {
              assertThat(e).hasMessageMatching(".+");
            }
          }
        });
  }

  private static long[] changes(long number, Random random) {
    return new long[] {
      0,
      -1,
      number - 8,
      number - 1,
      number + 1,
      number + 8,
      2 * number + 64,
      Integer.MAX_VALUE,
      1L + Integer.MAX_VALUE,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      random.nextInt(100),
      random.nextLong()
    };
  }

  /** A batch and its encoded message. */
  private static final class Encoded {
    private final VectorSchemaRoot root;
    private final byte[] message;
    private final Random random;
    private final BufferAllocator allocator;

    Encoded(VectorSchemaRoot root, Random random, BufferAllocator allocator) {
      this.root = root;
      this.message = Messages.encode(root, allocator);
      this.random = random;
      this.allocator = allocator;
    }

    void assertRejectedOrEqual(byte[] corrupted, String change) {
      try (Batch batch = Messages.decode(corrupted, root.getSchema(), allocator)) {
        batch.root().getFieldVectors().forEach(IpcCorruptionTest::assertReadable);
        Messages.assertEqual(batch.root(), root);
      } catch (CorruptMessageException e) {
        assertThat(e).as(change).hasMessageMatching(".+");
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(change + " of " + root.getSchema(), e);
      }
    }
  }

  /** Closing the allocator fails if a rejected message leaks. */
  private static void with(Schema schema, int rows, long seed, Consumer<Encoded> test) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = RandomBatches.of(schema, rows, seed, allocator)) {
      test.accept(new Encoded(root, new Random(seed), allocator));
    }
  }

  /** Runs Arrow's length checks and checks the offsets, for the vector and its children. */
  private static void assertReadable(FieldVector vector) {
    vector.accept(new ValidateVectorBufferVisitor(), null);
    if (vector instanceof BaseVariableWidthVector || vector instanceof ListVector) {
      assertNotDecreasing(vector.getOffsetBuffer(), vector.getValueCount(), Integer.BYTES);
    } else if (vector instanceof BaseLargeVariableWidthVector
        || vector instanceof LargeListVector) {
      assertNotDecreasing(vector.getOffsetBuffer(), vector.getValueCount(), Long.BYTES);
    }
    List<FieldVector> children = vector.getChildrenFromFields();
    children.forEach(IpcCorruptionTest::assertReadable);
  }

  private static void assertNotDecreasing(ArrowBuf offsets, int values, int width) {
    long last = 0;
    for (int i = 0; values > 0 && i <= values; i++) {
      long at = (long) i * width;
      long offset = width == Integer.BYTES ? offsets.getInt(at) : offsets.getLong(at);
      assertThat(offset).isGreaterThanOrEqualTo(last);
      last = offset;
    }
  }
}

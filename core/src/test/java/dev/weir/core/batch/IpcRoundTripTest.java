package dev.weir.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Round trips of random batches of all supported types, with our decoder and Arrow's reader. */
class IpcRoundTripTest {

  @Provide
  Arbitrary<Schema> schemas() {
    return RandomSchemas.schemas();
  }

  @Property(tries = 300)
  void decode_encodedBatch_equalsTheBatch(
      @ForAll("schemas") Schema schema, @ForAll @IntRange(max = 70) int rows, @ForAll long seed) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = RandomBatches.of(schema, rows, seed, allocator)) {
      byte[] message = Messages.encode(root, allocator);
      try (Batch decoded = Messages.decode(message, schema, allocator)) {
        assertThat(decoded.root().getSchema()).isEqualTo(schema);
        Messages.assertEqual(decoded.root(), root);
        assertThat(Messages.encode(decoded.root(), allocator)).isEqualTo(message);
      }
    }
  }

  @Property(tries = 300)
  void encode_anyBatch_isReadableByArrow(
      @ForAll("schemas") Schema schema, @ForAll @IntRange(max = 70) int rows, @ForAll long seed)
      throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = RandomBatches.of(schema, rows, seed, allocator);
        ArrowStreamReader reader =
            Messages.arrowReader(Messages.encode(root, allocator), schema, allocator)) {
      assertThat(reader.loadNextBatch()).isTrue();
      Messages.assertEqual(reader.getVectorSchemaRoot(), root);
    }
  }
}

package dev.weir.postgres.transform;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Connector;
import dev.weir.core.connector.Settings;
import dev.weir.core.connector.Transform;
import dev.weir.core.connector.TransformState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A transform that counts the rows of each {@code who} and emits a row to the output {@code
 * reached} whenever a count is divisible by {@code every}. Its state is the counts, after {@code
 * padding} bytes.
 */
public final class CountingConnector implements Connector {
  private static final Schema REACHED =
      new Schema(
          List.of(
              new Field("who", FieldType.notNullable(new ArrowType.Utf8()), List.of()),
              new Field("n", FieldType.notNullable(new ArrowType.Int(64, true)), List.of()),
              new Field("id", FieldType.notNullable(new ArrowType.Int(64, true)), List.of())));

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public String description() {
    return "counts rows, for tests";
  }

  @Override
  public Optional<Transform.Factory> transform() {
    return Optional.of(Counting::new);
  }

  private static final class Counting implements Transform {
    private final int every;
    private final int padding;
    private final List<String> key;

    Counting(Settings config) {
      this.every = config.integer("every", 3, 1, Integer.MAX_VALUE);
      this.padding = config.integer("padding", 0, 0, Integer.MAX_VALUE);
      this.key = config.texts("key");
    }

    @Override
    public Map<String, OutputSchema> outputs(Schema input) {
      Map<String, OutputSchema> outputs = new LinkedHashMap<>();
      outputs.put(MAIN, OutputSchema.of(input));
      outputs.put("reached", new OutputSchema(REACHED, key));
      return outputs;
    }

    @Override
    public boolean isStateful() {
      return true;
    }

    @Override
    public Instance open(Context context) {
      return new Counts(context, every, padding);
    }
  }

  private static final class Counts implements Transform.Instance {
    private final BufferAllocator allocator;
    private final int every;
    private final int padding;
    private final Map<String, Long> counts = new TreeMap<>();

    Counts(Transform.Context context, int every, int padding) {
      this.allocator = context.allocator();
      this.every = every;
      this.padding = padding;
      context.state().ifPresent(this::restore);
    }

    private void restore(TransformState state) {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.bytes()))) {
        in.skipNBytes(in.readInt());
        for (int left = in.readInt(); left > 0; left--) {
          counts.put(in.readUTF(), in.readLong());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public TransformState saveState() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeInt(padding);
        out.write(new byte[padding]);
        out.writeInt(counts.size());
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
          out.writeUTF(entry.getKey());
          out.writeLong(entry.getValue());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return TransformState.of(bytes.toByteArray());
    }

    @Override
    public void takeAndProcess(Batch batch, Transform.Output output) {
      VectorSchemaRoot reached = VectorSchemaRoot.create(REACHED, allocator);
      VarCharVector who = (VarCharVector) reached.getVector("who");
      BigIntVector n = (BigIntVector) reached.getVector("n");
      BigIntVector id = (BigIntVector) reached.getVector("id");
      FieldVector keys = batch.root().getVector("who");
      BigIntVector ids = (BigIntVector) batch.root().getVector("id");
      int rows = 0;
      long bytes = 0;
      for (int row = 0; row < batch.rows(); row++) {
        String key = String.valueOf(keys.getObject(row));
        long count = counts.merge(key, 1L, Long::sum);
        if (count % every == 0) {
          byte[] text = key.getBytes(StandardCharsets.UTF_8);
          who.setSafe(rows, text);
          n.setSafe(rows, count);
          id.setSafe(rows, ids.get(row));
          bytes += text.length + 2L * Long.BYTES + Integer.BYTES;
          rows++;
        }
      }
      reached.setRowCount(rows);
      Batch emitted = new Batch(reached, bytes);
      output.takeAndEmit(Transform.MAIN, batch);
      if (rows == 0) {
        emitted.close();
      } else {
        output.takeAndEmit("reached", emitted);
      }
    }

    @Override
    public void close() {}
  }
}

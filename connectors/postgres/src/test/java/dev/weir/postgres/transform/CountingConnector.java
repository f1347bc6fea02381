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
 * reached} whenever a count is divisible by {@code every}. With {@code exactly} it emits the row to
 * the output {@code exactly} instead if the count is that number. Its state is the counts, after
 * {@code padding} bytes.
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
    private final int exactly;
    private final List<String> key;

    Counting(Settings config) {
      this.every = config.integer("every", 3, 1, Integer.MAX_VALUE);
      this.padding = config.integer("padding", 0, 0, Integer.MAX_VALUE);
      this.exactly = config.integer("exactly", 0, 0, Integer.MAX_VALUE);
      this.key = config.texts("key");
    }

    @Override
    public Map<String, OutputSchema> outputs(Schema input) {
      Map<String, OutputSchema> outputs = new LinkedHashMap<>();
      outputs.put(MAIN, OutputSchema.of(input));
      if (exactly > 0) {
        outputs.put("exactly", new OutputSchema(REACHED, key));
      }
      outputs.put("reached", new OutputSchema(REACHED, key));
      return outputs;
    }

    @Override
    public boolean isStateful() {
      return true;
    }

    @Override
    public Instance open(Context context) {
      return new Counts(context, this);
    }
  }

  private static final class Counts implements Transform.Instance {
    private final BufferAllocator allocator;
    private final Counting settings;
    private final Map<String, Long> counts = new TreeMap<>();

    Counts(Transform.Context context, Counting settings) {
      this.allocator = context.allocator();
      this.settings = settings;
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
        out.writeInt(settings.padding);
        out.write(new byte[settings.padding]);
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
      Emitted exactly = new Emitted(allocator);
      Emitted reached = new Emitted(allocator);
      FieldVector keys = batch.root().getVector("who");
      BigIntVector ids = (BigIntVector) batch.root().getVector("id");
      for (int row = 0; row < batch.rows(); row++) {
        String key = String.valueOf(keys.getObject(row));
        long count = counts.merge(key, 1L, Long::sum);
        if (count == settings.exactly) {
          exactly.add(key, count, ids.get(row));
        } else if (count % settings.every == 0) {
          reached.add(key, count, ids.get(row));
        }
      }
      output.takeAndEmit(Transform.MAIN, batch);
      exactly.emit("exactly", output);
      reached.emit("reached", output);
    }

    @Override
    public void close() {}
  }

  /** The rows of an output. */
  private static final class Emitted {
    private final VectorSchemaRoot root;
    private int rows;
    private long bytes;

    Emitted(BufferAllocator allocator) {
      this.root = VectorSchemaRoot.create(REACHED, allocator);
    }

    void add(String who, long n, long id) {
      byte[] text = who.getBytes(StandardCharsets.UTF_8);
      ((VarCharVector) root.getVector("who")).setSafe(rows, text);
      ((BigIntVector) root.getVector("n")).setSafe(rows, n);
      ((BigIntVector) root.getVector("id")).setSafe(rows, id);
      bytes += text.length + 2L * Long.BYTES + Integer.BYTES;
      rows++;
    }

    /** Emits the rows, if there are any. */
    void emit(String name, Transform.Output output) {
      root.setRowCount(rows);
      Batch batch = new Batch(root, bytes);
      if (rows == 0) {
        batch.close();
      } else {
        output.takeAndEmit(name, batch);
      }
    }
  }
}

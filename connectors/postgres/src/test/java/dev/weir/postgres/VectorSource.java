package dev.weir.postgres;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.ReadResult;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitReader;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A source of one batch, which is not from Postgres.
 *
 * @param fill sets the values and the row count
 */
record VectorSource(Schema schema, Consumer<VectorSchemaRoot> fill) implements Source {
  @Override
  public SourceSession connect(Optional<String> snapshot) {
    return new Session(schema, fill);
  }

  private record Session(Schema schema, Consumer<VectorSchemaRoot> fill) implements SourceSession {
    @Override
    public String serverVersion() {
      return "Vectors 1.0";
    }

    @Override
    public ReadPlan plan(ReadRequest request) {
      return new ReadPlan(
          request.stream(),
          schema,
          List.of(new Split("0", ReadPart.NEW, -1, "")),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }

    @Override
    public SplitReader read(
        ReadPlan plan, Split split, BatchLimits limits, BufferAllocator allocator) {
      Iterator<VectorSchemaRoot> left =
          List.of(VectorSchemaRoot.create(schema, allocator)).iterator();
      return () -> {
        if (!left.hasNext()) {
          return ReadResult.END;
        }
        VectorSchemaRoot root = left.next();
        fill.accept(root);
        long bytes =
            root.getFieldVectors().stream()
                .flatMap(vector -> vector.getFieldBuffers().stream())
                .mapToLong(ArrowBuf::readableBytes)
                .sum();
        return new ReadResult.Rows(new Batch(root, bytes));
      };
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
  }
}
